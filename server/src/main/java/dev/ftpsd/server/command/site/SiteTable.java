package dev.ftpsd.server.command.site;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.command.Arguments;
import dev.ftpsd.server.config.ProtocolSettings.SiteCommand;

/**
 * Every word that may stand behind SITE. What others have here and we never will, as each was a hole somewhere: EXEC, CPFR and
 * CPTO, COPY, SYMLINK.
 */
final class SiteTable {

    private final Map<String, SubSpec<?>> byWord = new LinkedHashMap<>();

    SiteTable(EventLog events) {
        row(new SubSpec<>(SiteCommand.CHMOD, "CHMOD <mode> <path>", SiteChmod.Argument::parse, new SiteChmod(events)));
        row(new SubSpec<>(SiteCommand.HELP, "HELP [<command>]", Arguments::optional, new SiteHelp(this)));
        row(new SubSpec<>(SiteCommand.UTIME, "UTIME <YYYYMMDDHHMMSS> <path>", SiteUtime.Argument::parse,
                new SiteUtime()));
        row(new SubSpec<>(SiteCommand.WHO, "WHO", Arguments::ignored, new SiteWho()));
    }

    private void row(SubSpec<?> spec) {
        byWord.put(spec.key().word(), spec);
    }

    /** The row of a word in upper case. */
    Optional<SubSpec<?>> find(String word) {
        return Optional.ofNullable(byWord.get(word));
    }

    Collection<SubSpec<?>> rows() {
        return byWord.values();
    }

    /** For HELP: the words, as ncftp looks for them in the answer to HELP SITE. */
    String words() {
        return byWord.keySet().stream().collect(Collectors.joining("|"));
    }
}
