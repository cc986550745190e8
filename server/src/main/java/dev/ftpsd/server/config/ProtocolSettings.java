package dev.ftpsd.server.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;

/**
 * Choices within the FTP standards.
 *
 * @param defaultType the transfer type of a new session; default ascii (RFC 959 §5.1)
 * @param listTimeZone the zone of the times in LIST; MLSD and MDTM are always UTC (RFC 3659); default UTC
 * @param hash what HASH offers, best first; an empty list turns it off
 * @param hashLimit the most bytes that one hash is computed of; default unlimited
 * @param site the SITE commands that are offered
 * @param ccc whether CCC is taken, which makes the control connection readable again (RFC 4217 §6); default false
 * @param modeZ whether MODE Z is taken, compressed transfers (draft-preston-ftpext-deflate-04); default false
 * @param legacyCharset the character set of commands that are no UTF-8 (RFC 2640), and of the answers to them; default UTF-8,
 *        which stands for none
 * @param commandsDenied verbs in upper case that are answered as if they were not built in
 */
public record ProtocolSettings(DefaultType defaultType, ZoneId listTimeZone, List<Hash> hash, ByteSize hashLimit,
        List<SiteCommand> site, boolean ccc, boolean modeZ, Charset legacyCharset, List<String> commandsDenied) {

    public static final ProtocolSettings DEFAULTS = new ProtocolSettings(DefaultType.ASCII, ZoneId.of("UTC"),
            List.of(Hash.values()), ByteSize.UNLIMITED, List.of(SiteCommand.values()), false, false,
            StandardCharsets.UTF_8, List.of());

    public ProtocolSettings {
        hash = List.copyOf(hash);
        site = List.copyOf(site);
        commandsDenied = List.copyOf(commandsDenied);
    }

    /** The transfer type of a new session. */
    public enum DefaultType implements Worded {
        ASCII, BINARY
    }

    /** What HASH offers, by the names of the IANA registry "FTP Hash Algorithm". */
    public enum Hash implements Worded {
        SHA_256, SHA_512, SHA_1, MD5, CRC32;

        @Override
        public String word() {
            return name().replace('_', '-');
        }
    }

    /** A subcommand of SITE. */
    public enum SiteCommand implements Worded {
        CHMOD, HELP, UTIME, WHO;

        @Override
        public String word() {
            return name();
        }
    }
}
