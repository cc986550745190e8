package dev.ftpsd.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * SIGTERM, SIGINT and SIGHUP. Left alone, a JVM exits with 143 on the first and dies of the last. The one class that knows
 * {@code sun.misc.Signal}, which has no successor; it is reached by name, because the compiler warns of any other use.
 */
final class Signals {

    private static final Logger LOG = LogManager.getLogger(Signals.class);

    private Signals() {}

    /**
     * Runs {@code action} whenever the signal comes, on a thread of its own. Where the platform has no such signal, nothing
     * is done but a line in the log.
     *
     * @param name without SIG: {@code TERM}
     */
    static void on(String name, Runnable action) {
        try {
            var lookup = MethodHandles.lookup();
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var named = lookup.findConstructor(signal, MethodType.methodType(void.class, String.class)).invoke(name);
            var proxy = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[]{handler},
                    (self, method, arguments) -> answer(self, method.getName(), action));
            lookup.findStatic(signal, "handle", MethodType.methodType(handler, signal, handler)).invoke(named, proxy);
        } catch (Throwable e) {
            LOG.warn("signal {} cannot be handled here: {}", name, e.toString());
        }
    }

    private static @Nullable Object answer(Object self, String method, Runnable action) {
        return switch (method) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> false;
            case "hashCode" -> System.identityHashCode(self);
            default -> "signal handler";
        };
    }
}
