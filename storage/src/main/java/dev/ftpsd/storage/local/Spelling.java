package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

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
    private static Collection<String> others(String name) {
        var swapped = swapped(name);
        var isAscii = name.chars().allMatch(Spelling::isAscii);
        if (isAscii && !swapped.equals(name)) {
            return List.of(swapped);
        }

        var others = new LinkedHashSet<String>();
        others.add(swapped);
        if (others.contains(name)) {
            others.add(name + DOT);
            others.add(name.toLowerCase(Locale.ROOT));
            others.add(name.toUpperCase(Locale.ROOT));
        }
        if (others.contains(name) || !isAscii) {
            others.add(name + IGNORED);
            others.add(Normalizer.normalize(name, Normalizer.Form.NFC));
            others.add(Normalizer.normalize(name, Normalizer.Form.NFD));
        }
        others.remove(name);
        return others;
    }

    /** With the case of each ASCII letter turned, which all that fold case agree on. */
    private static String swapped(String name) {
        var swapped = name.toCharArray();
        for (var i = 0; i < swapped.length; i++) {
            if (isAscii(swapped[i]) && Character.isLetter(swapped[i])) {
                swapped[i] = (char) (swapped[i] ^ 0x20);
            }
        }
        return new String(swapped);
    }

    private static boolean isAscii(int c) {
        return c < 0x80;
    }

    private static boolean finds(OpenDirectory directory, Path name, String other) {
        try {
            return directory.attributesIfAny(name.getFileSystem().getPath(other)).isPresent();
        } catch (InvalidPathException e) {
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
