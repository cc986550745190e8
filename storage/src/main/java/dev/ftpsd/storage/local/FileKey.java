package dev.ftpsd.storage.local;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which file of this machine it is. */
record FileKey(long device, long inode) {

    /** The text of the file keys of {@code java.nio} on systems that are like Unix. */
    private static final Pattern TEXT = Pattern.compile("\\(dev=([0-9a-f]+),ino=(-?[0-9]+)\\)");

    /** The same of a file key of {@code java.nio}, whose class is nobody's to use; empty for one of another kind. */
    static Optional<FileKey> of(Object key) {
        if (key instanceof FileKey known) {
            return Optional.of(known);
        }
        var match = TEXT.matcher(key.toString());
        try {
            return match.matches()
                    ? Optional
                            .of(new FileKey(Long.parseUnsignedLong(match.group(1), 16), Long.parseLong(match.group(2))))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** In the words of {@code java.nio}. */
    @Override
    public String toString() {
        return "(dev=" + Long.toHexString(device) + ",ino=" + inode + ")";
    }
}
