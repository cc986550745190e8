package dev.ftpsd.server.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;

/** Virtual threads that run commands: no other list than a dump shows them. */
public final class CommandThreads {

    private static final Pattern NAME = Pattern.compile("\"name\": \"command-\\d+\"");

    private CommandThreads() {}

    /** How many there are now, of all servers in this JVM. */
    public static long count() {
        return NAME.matcher(dump()).results().count();
    }

    /** The names of those that stand in a method of that class now; a dump may miss one that is just being moved. */
    public static Set<String> inside(Class<?> type) {
        var inside = Pattern.compile("(" + NAME.pattern() + ")[^}]*?" + Pattern.quote(type.getName() + "."));
        return inside.matcher(dump()).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static String dump() {
        try {
            var dump = Files.createTempFile("threads", ".json");
            Files.delete(dump);
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpThreads(dump.toString(),
                    ThreadDumpFormat.JSON);
            var text = Files.readString(dump);
            Files.delete(dump);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
