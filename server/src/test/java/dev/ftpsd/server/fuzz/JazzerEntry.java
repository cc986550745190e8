package dev.ftpsd.server.fuzz;

import dev.ftpsd.server.support.FuzzTarget;
import org.jspecify.annotations.Nullable;

/** Where Jazzer comes in, by the names that it looks for. The system property {@code ftpsd.fuzz.target} names the target. */
public final class JazzerEntry {

    private static @Nullable FuzzTarget target;

    private JazzerEntry() {}

    /** Called once, before the first input. */
    public static void fuzzerInitialize() throws Exception {
        target = Target.valueOf(System.getProperty("ftpsd.fuzz.target", "SEQUENCER")).open();
    }

    /** Called for each input. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        var tried = target;
        if (tried == null) {
            throw new IllegalStateException("fuzzerInitialize comes first");
        }
        tried.accept(input);
    }
}
