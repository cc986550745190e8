package dev.ftpsd.server.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;

/** Threads that run commands, of the system and virtual ones: no other list than a dump shows both. */
public final class CommandThreads {

    private static final Pattern NAME = Pattern.compile("\"name\": \"command-\\d+\"");
    private static final String ITS_STACK = "(?:(?!\"tid\").)*?\"stack\": \\[[^\\]]*?";
    private static final String IDLE = "java.util.concurrent.ThreadPoolExecutor.getTask(";

    private CommandThreads() {}

    /** How many run a command now, of all servers in this JVM: all but those that wait for the next one. */
    public static long count() {
        var dump = dump();
        return NAME.matcher(dump).results().count() - inside(dump, IDLE).count();
    }

    /** The names of those that stand in a method of that class now; a dump may miss one that is just being moved. */
    public static Set<String> inside(Class<?> type) {
        return inside(dump(), type.getName() + ".").collect(Collectors.toSet());
    }

    private static Stream<String> inside(String dump, String frame) {
        var inside = Pattern.compile("(" + NAME.pattern() + ")" + ITS_STACK + Pattern.quote(frame), Pattern.DOTALL);
        return inside.matcher(dump).results().map(found -> found.group(1));
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
