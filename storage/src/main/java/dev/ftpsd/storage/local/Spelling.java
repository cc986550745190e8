package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a name is the one that its directory has for what it leads to.
 *
 * <p>Rights and hidden names go by spelling. A file system that has no case (vfat, CIFS, APFS, ext4 with casefold) or
 * normalises Unicode finds the same file by other spellings, which no rule knows. One directory may do so and the next not,
 * so each name that is found is tried by another spelling of it. Only where that is found too is the directory read.
 */
final class Spelling {

    /** Linux and Apple's HFS+ leave it out where they compare. */
    private static final String IGNORED = "\u200d";
    /** Vfat leaves it out at the end. */
    private static final String DOT = ".";

    private Spelling() {}

    /**
     * Looks whether the directory has {@code name} itself, which it has found.
     *
     * @throws IOException if the directory cannot be read
     */
    static boolean isOwn(OpenDirectory directory, Path name) throws IOException {
        for (var other : others(name.toString())) {
            if (finds(directory, name, other)) {
                return lists(directory, name);
            }
        }
        return true;
    }

    /** What the file systems that take a name for another one would take for this, one of each kind. */
    private static Set<String> others(String name) {
        var others = new LinkedHashSet<String>();
        others.add(swapped(name));
        if (others.contains(name)) {
            others.add(name + DOT);
            others.add(name.toLowerCase(Locale.ROOT));
            others.add(name.toUpperCase(Locale.ROOT));
        }
        if (others.contains(name) || !name.chars().allMatch(Spelling::isAscii)) {
            others.add(name + IGNORED);
            others.add(Normalizer.normalize(name, Normalizer.Form.NFC));
            others.add(Normalizer.normalize(name, Normalizer.Form.NFD));
        }
        others.remove(name);
        return others;
    }

    /** With the case of each ASCII letter turned, which all that fold case agree on. */
    private static String swapped(String name) {
        return name.chars().map(c -> isAscii(c) && Character.isLetter(c) ? c ^ 0x20 : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static boolean isAscii(int c) {
        return c < 0x80;
    }

    private static boolean finds(OpenDirectory directory, Path name, String other) {
        try {
            directory.attributes(name.getFileSystem().getPath(other));
            return true;
        } catch (NoSuchFileException | InvalidPathException e) {
            return false;
        } catch (IOException e) {
            // Such as too long: it says nothing, and to read the directory is always right.
            return true;
        }
    }

    private static boolean lists(OpenDirectory directory, Path name) throws IOException {
        // Opened anew: who walks here may still want to read it.
        try (var again = directory.directory(name.getFileSystem().getPath(OpenDirectory.SELF))) {
            for (var names = again.names(); names.hasNext();) {
                if (names.next().getFileName().toString().equals(name.toString())) {
                    return true;
                }
            }
            return false;
        }
    }
}
