package dev.ftpsd.server.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.ftpsd.auth.Glob;
import dev.ftpsd.auth.Secret;

/**
 * Who is told of uploads, and of other things that happen.
 *
 * @param hooks in the order in which they are asked; default none
 * @param spoolLimit how many events may wait to be delivered to one of these; then what it is to be told of is refused; 0 for no limit; default 10000
 * @param parallel how many calls run at once, 1 or more; default 4
 * @param retryFirst how long the second try waits at most; each later one twice as long; default 1s
 * @param retryLongest what that grows to; default 10m
 * @param giveUpAfter how long an event is tried; 0s for ever; default 7d
 */
public record EventSettings(List<Hook> hooks, int spoolLimit, int parallel, Duration retryFirst, Duration retryLongest,
        Duration giveUpAfter) {

    public static final EventSettings DEFAULTS = new EventSettings(List.of(), 10_000, 4, Duration.ofSeconds(1),
            Duration.ofMinutes(10), Duration.ofDays(7));

    public EventSettings {
        hooks = List.copyOf(hooks);
        Checks.that(parallel > 0, "parallel must be 1 or more");
        Checks.positive(retryFirst, "retry-first");
        Checks.that(retryLongest.compareTo(retryFirst) >= 0, "retry-longest must not be shorter than retry-first");
        Checks.notNegative(giveUpAfter, "give-up-after");
    }

    /**
     * Those whom it concerns.
     *
     * @param paths of which one must be covered; none where it has no path, and concerns all who ask for it
     */
    public List<Hook> of(Happening happening, List<String> paths) {
        return hooks.stream().filter(hook -> hook.hears(happening, paths)).toList();
    }

    /** Whether somebody asks for it at all. Cheap: it is asked at each download. */
    public boolean isAskedFor(Happening happening) {
        for (var hook : hooks) {
            if (hook.on().contains(happening)) {
                return true;
            }
        }
        return false;
    }

    /** Whether more than one hook is told when something has happened. */
    public boolean isTellingSeveral() {
        return hooks.stream().filter(hook -> !hook.waits()).count() > 1;
    }

    /**
     * A program or a web service that is told.
     *
     * @param name in lower case
     * @param on what it is told of, one at least; uploads alone if it waits
     * @param paths patterns of which one must cover the whole path; {@code *} stands for slashes as well
     * @param target who is called
     * @param waits whether an upload waits for the answer before it is seen
     * @param timeout of one call, longer than 0s
     * @param onFailure what holds for an upload that waits if there is no answer
     */
    public record Hook(String name, Set<Happening> on, List<String> paths, Target target, boolean waits,
            Duration timeout,
            OnFailure onFailure) {

        static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

        public Hook {
            on = Set.copyOf(on);
            paths = List.copyOf(paths);
            Checks.positive(timeout, "timeout");
        }

        boolean hears(Happening happening, List<String> of) {
            return on.contains(happening) && (of.isEmpty() || of.stream().anyMatch(this::covers));
        }

        boolean covers(String path) {
            return paths.stream().anyMatch(pattern -> new Glob(pattern).matches(path));
        }
    }

    /** Who is called. */
    public sealed interface Target {

        /**
         * A program of this machine.
         *
         * @param arguments the program, by its whole path, and what it is given
         */
        record Command(List<String> arguments) implements Target {

            public Command {
                arguments = List.copyOf(arguments);
            }
        }

        /**
         * An address that takes POST.
         *
         * @param secret signs what is sent
         */
        record Webhook(URI address, Optional<Secret> secret) implements Target {}
    }

    /** What holds for an upload that waits if there is no answer. */
    public enum OnFailure implements Worded {
        DENY, ALLOW
    }
}
