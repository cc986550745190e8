package dev.ftpsd.server.command;

import java.util.List;
import java.util.stream.Stream;

import dev.ftpsd.server.command.info.Fixed;
import dev.ftpsd.server.protocol.ReplyCode;

/** Verbs that are defined somewhere and have no behaviour here: 502 tells a client that spelling is not the problem. */
final class NotBuilt {

    private static final Fixed ANSWER = new Fixed(ReplyCode.NOT_IMPLEMENTED, "Known, but not implemented here.");

    private static final List<String> VERBS = List.of("SMNT", "LPRT", "LPSV", "SPSV", "PRET", "ESTA", "ESTP", "CPSV",
            "SSCN", "COMB", "CSID", "THMB", "RMDA");

    /** These are about the connection's protection, which comes before any login (RFC 2228 §3). */
    private static final List<String> SECURITY_VERBS = List.of("ADAT", "MIC", "CONF", "ENC");

    private NotBuilt() {}

    static List<CommandSpec<?>> rows() {
        return Stream.<CommandSpec<?>>concat(VERBS.stream().map(NotBuilt::row),
                SECURITY_VERBS.stream().map(verb -> row(verb).forEverybody())).toList();
    }

    private static CommandSpec<String> row(String verb) {
        return CommandSpec.of(verb, Arguments::ignored, ANSWER);
    }
}
