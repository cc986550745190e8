package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Collections;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * The calling thread's queue of errors (ERR_get_error(3)). It must be empty before a call whose {@link Ssl#error} is asked,
 * since that looks into it; whatever another connection left there would be taken for this one's.
 */
final class Errors {

    private static final MethodHandle CLEAR = Library.CRYPTO.procedure("ERR_clear_error");
    private static final MethodHandle PEEK = Library.CRYPTO.quick("ERR_peek_error", JAVA_LONG);
    private static final MethodHandle GET = Library.CRYPTO.function("ERR_get_error", JAVA_LONG);
    private static final MethodHandle REASON =
            Library.CRYPTO.function("ERR_reason_error_string", ADDRESS, JAVA_LONG);

    private Errors() {}

    /** ERR_clear_error(3): empties the queue. It wipes all its places, which costs more than to look whether there is anything. */
    static void clear() {
        try {
            if ((long) PEEK.invokeExact() != 0) {
                CLEAR.invokeExact();
            }
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** Takes all that is in the queue, the last first, as that says best what went wrong. */
    static String take() {
        var reasons = new ArrayList<String>();
        for (var code = get(); code != 0; code = get()) {
            reasons.add(reason(code));
        }
        Collections.reverse(reasons);
        return reasons.isEmpty() ? "no reason given" : String.join("; ", reasons);
    }

    /** ERR_get_error(3): takes the oldest code; 0 when there is none. */
    private static long get() {
        try {
            return (long) GET.invokeExact();
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** ERR_reason_error_string(3): the text belongs to the library and is constant. */
    private static String reason(long code) {
        try {
            var text = Library.text((MemorySegment) REASON.invokeExact(code));
            return text.isEmpty() ? "error " + Long.toHexString(code) : text;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }
}
