package dev.ftpsd.server.listing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.ftpsd.server.protocol.TextEncoding;
import org.jspecify.annotations.Nullable;

/**
 * One line of a listing as the octets that are sent, UTF-8: made once and filled anew for each entry, since strings that are put
 * together, copied and encoded cost as much as what is asked of the disk. One thread.
 *
 * <p>For clients that do not speak UTF-8 names are in their character set. A line with a name that has no octets there is not
 * {@link #isWhole whole}.
 */
public final class OctetLine {

    private static final int USUAL = 256;

    private final @Nullable TextEncoding foreign;
    private byte[] octets = new byte[USUAL];
    private int length;
    private boolean lacksName;

    /** In UTF-8. */
    OctetLine() {
        this(TextEncoding.UTF_8);
    }

    /** With names as that client reads them. */
    OctetLine(TextEncoding encoding) {
        this.foreign = encoding.sendsUtf8() ? null : encoding;
    }

    /** Forgets what is in it. */
    OctetLine clear() {
        length = 0;
        lacksName = false;
        return this;
    }

    /** Whether all that was put is there. */
    boolean isWhole() {
        return !lacksName;
    }

    int length() {
        return length;
    }

    OctetLine put(char ascii) {
        room(1);
        octets[length++] = (byte) ascii;
        return this;
    }

    OctetLine put(byte[] utf8) {
        room(utf8.length);
        System.arraycopy(utf8, 0, octets, length, utf8.length);
        length += utf8.length;
        return this;
    }

    /** Text of ASCII alone, which is copied as it is. */
    @SuppressWarnings("deprecation") // It drops the upper half of each character, and here that is empty.
    OctetLine ascii(String text) {
        room(text.length());
        text.getBytes(0, text.length(), octets, length);
        length += text.length();
        return this;
    }

    /** The permission bits in four octal digits. */
    OctetLine octal(int mode) {
        room(4);
        octets[length++] = '0';
        octets[length++] = (byte) ('0' + (mode >> 6 & 7));
        octets[length++] = (byte) ('0' + (mode >> 3 & 7));
        octets[length++] = (byte) ('0' + (mode & 7));
        return this;
    }

    /** A name, or what the client wrote; half a surrogate pair becomes a question mark. */
    public OctetLine put(String name) {
        return foreign == null ? put(name.getBytes(StandardCharsets.UTF_8)) : put(name, foreign);
    }

    /** A path of a name and what stands before it. */
    OctetLine put(String prefix, String name) {
        return foreign == null ? put(prefix).put(name) : put(prefix + name, foreign);
    }

    private OctetLine put(String name, TextEncoding encoding) {
        var found = encoding.name(name);
        lacksName |= found.isEmpty();
        return found.isEmpty() ? this : put(found.get());
    }

    /**
     * A decimal number with blanks before it, if it is shorter than {@code width}.
     *
     * @param number 0 or more
     */
    OctetLine put(long number, int width) {
        var digits = 1;
        for (var rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        var count = Math.max(digits, width);
        room(count);
        Arrays.fill(octets, length, length + count - digits, (byte) ' ');
        length += count;
        var at = length;
        for (var rest = number; digits > 0; rest /= 10, digits--) {
            octets[--at] = (byte) ('0' + rest % 10);
        }
        return this;
    }

    /** Copies what fits, from the octet with that index on; returns how many that were. */
    int copyTo(ByteBuffer target, int from) {
        var count = Math.min(target.remaining(), length - from);
        target.put(octets, from, count);
        return count;
    }

    private void room(int more) {
        if (octets.length - length < more) {
            octets = Arrays.copyOf(octets, Math.max(2 * octets.length, length + more));
        }
    }

    @Override
    public String toString() {
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }
}
