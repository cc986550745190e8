package dev.ftpsd.server.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.ftpsd.server.config.ProtocolSettings.SiteCommand;
import dev.ftpsd.server.config.yaml.Nearest;
import dev.ftpsd.server.config.yaml.Quoted;
import dev.ftpsd.server.config.yaml.Type;

/**
 * The verbs that can be switched off: those of {@code command.CommandTable}, which this package cannot see, in its order. A
 * test compares the two.
 */
final class Verbs {

    static final List<String> KNOWN = List.of(
            "USER", "PASS", "ACCT", "REIN", "HOST", "LANG", "QUIT", "AUTH", "PBSZ", "PROT", "CCC",
            "PWD", "XPWD", "CWD", "XCWD", "CDUP", "XCUP", "LIST", "NLST", "MLST", "MLSD",
            "MKD", "XMKD", "RMD", "XRMD", "DELE", "RNFR", "RNTO",
            "SIZE", "MDTM", "MFMT", "MFCT", "MFF", "AVBL", "DSIZ", "SITE",
            "HASH", "XCRC", "XMD5", "XSHA", "XSHA1", "XSHA256", "XSHA512", "MD5", "MMD5",
            "TYPE", "STRU", "MODE", "PASV", "EPSV", "PORT", "EPRT", "REST", "RANG", "ALLO",
            "RETR", "STOR", "APPE", "STOU", "ABOR",
            "FEAT", "OPTS", "HELP", "STAT", "SYST", "NOOP", "CLNT",
            "SMNT", "LPRT", "LPSV", "SPSV", "PRET", "ESTA", "ESTP", "CPSV", "SSCN", "COMB", "CSID", "THMB", "RMDA",
            "ADAT", "MIC", "CONF", "ENC");

    static final Type<String> TYPE = new Type<>("verb", Verbs::parse);

    /** What clients and shells call it, and what stands in the line that they send. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("DELETE", "DELE"), Map.entry("DEL", "DELE"), Map.entry("RM", "DELE"),
            Map.entry("RENAME", "RNFR"), Map.entry("REN", "RNFR"), Map.entry("MOVE", "RNFR"), Map.entry("MV", "RNFR"),
            Map.entry("MKDIR", "MKD"), Map.entry("RMDIR", "RMD"), Map.entry("CD", "CWD"), Map.entry("CHDIR", "CWD"),
            Map.entry("DIR", "LIST"), Map.entry("LS", "LIST"), Map.entry("NLIST", "NLST"),
            Map.entry("GET", "RETR"), Map.entry("DOWNLOAD", "RETR"), Map.entry("READ", "RETR"),
            Map.entry("PUT", "STOR"), Map.entry("UPLOAD", "STOR"), Map.entry("STORE", "STOR"),
            Map.entry("WRITE", "STOR"), Map.entry("APPEND", "APPE"), Map.entry("RESTART", "REST"),
            Map.entry("PASSIVE", "PASV"), Map.entry("ACTIVE", "PORT"), Map.entry("LOGIN", "USER"),
            Map.entry("TLS", "AUTH"), Map.entry("STATUS", "STAT"), Map.entry("SYSTEM", "SYST"));

    private Verbs() {}

    private static String parse(String text) {
        var verb = text.toUpperCase(Locale.ROOT);
        if (KNOWN.contains(verb)) {
            return verb;
        }
        throw new IllegalArgumentException(Quoted.of(text) + " is no command of this server" + hint(verb));
    }

    private static String hint(String verb) {
        var word = verb.startsWith("SITE ") ? verb.substring("SITE ".length()).strip() : verb;
        if (Arrays.stream(SiteCommand.values()).anyMatch(site -> site.word().equals(word))) {
            return ": " + word + " belongs to SITE, leave it out of protocol.site instead";
        }
        if ("RNFR".equals(ELSEWHERE.get(verb))) {
            return ", did you mean \"RNFR\" and \"RNTO\"?";
        }
        var vocabulary = new LinkedHashMap<>(ELSEWHERE);
        KNOWN.forEach(known -> vocabulary.put(known, known));
        var hint = Nearest.hint(verb, vocabulary);
        return hint.isEmpty() ? ": a client's HELP lists those that are known" : hint;
    }
}
