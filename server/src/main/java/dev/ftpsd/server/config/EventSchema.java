package dev.ftpsd.server.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.server.config.EventSettings.Hook;
import dev.ftpsd.server.config.EventSettings.OnFailure;
import dev.ftpsd.server.config.EventSettings.Target;
import dev.ftpsd.server.config.StorageSettings.UploadMode;
import dev.ftpsd.server.config.yaml.Origin;
import dev.ftpsd.server.config.yaml.Section;
import dev.ftpsd.server.config.yaml.Type;

/** The keys of {@code events}. */
final class EventSchema {

    private static final Type<String> NAME = Type.of("hook name", "a-z, 0-9 and -, at most 32", text -> {
        Checks.that(Hook.NAME.matcher(text).matches(), "not a hook name");
        return text;
    });

    private static final List<Happening> UPLOADS = List.of(Happening.UPLOAD);

    private static final Type<URI> ADDRESS = Type.of("url", "https://example.org/uploads", EventSchema::webAddress);

    private EventSchema() {}

    /** @throws IllegalArgumentException for anything but http and https, and for one that holds a password */
    static URI webAddress(String text) {
        var address = URI.create(text);
        Checks.that("http".equals(address.getScheme()) || "https".equals(address.getScheme()), "no web address");
        Checks.that(address.getHost() != null && address.getUserInfo() == null, "no host");
        return address;
    }

    static EventSettings read(Section in) {
        var defaults = EventSettings.DEFAULTS;
        var names = new HashMap<String, Origin>();
        return new EventSettings(
                in.sections("hooks", hook -> hook(hook, names), List.<Optional<Hook>>of()).stream()
                        .flatMap(Optional::stream).toList(),
                in.get("spool-limit", Types.COUNT, defaults.spoolLimit()),
                in.get("parallel", Types.COUNT, defaults.parallel()),
                in.get("retry-first", Types.DURATION, defaults.retryFirst()),
                in.get("retry-longest", Types.DURATION, defaults.retryLongest()),
                in.get("give-up-after", Types.DURATION, defaults.giveUpAfter()));
    }

    private static Optional<Hook> hook(Section in, Map<String, Origin> names) {
        var name = in.require("name", NAME);
        name.ifPresent(text -> {
            var earlier = names.putIfAbsent(text, in.origin());
            if (earlier != null) {
                in.error("name", "another hook has this name, at line " + earlier.line());
            }
        });
        var on = in.list("on", Types.words(Happening.values()), UPLOADS);
        var paths = paths(in);
        var target = target(in);
        var waits = in.get("wait", Types.BOOLEAN, false);
        checkOn(in, Set.copyOf(on), waits);
        var timeout = in.get("timeout", Types.DURATION, Duration.ofSeconds(30));
        var onFailure = in.get("on-failure", Types.words(OnFailure.values()), OnFailure.DENY);
        if (in.has("on-failure") && !waits) {
            in.error("on-failure", "is for wait: true; without it a call that fails is tried again");
        }
        return name.isEmpty() || target.isEmpty() ? Optional.empty()
                : Optional.of(new Hook(name.get(), Set.copyOf(on), paths, target.get(), waits, timeout, onFailure));
    }

    private static List<String> paths(Section in) {
        var paths = in.list("paths", Types.TEXT, List.of("*"));
        if (paths.isEmpty() || !paths.stream().allMatch(EventSchema::coversSomething)) {
            in.error("paths",
                    "a pattern covers no path of a user unless it begins with / or *: write [\"/in/*\"] or [\"*.csv\"]");
        }
        return paths;
    }

    private static void checkOn(Section in, Set<Happening> on, boolean waits) {
        if (in.hasNothing("on")) {
            in.error("on", "a hook must be told of something: write [upload], or leave the key out");
        }
        if (waits && !UPLOADS.containsAll(on)) {
            in.error("on",
                    "wait: true is for uploads alone: leave the key out here, and give the rest to a hook of its own"
                            + " without wait");
        }
        if (in.has("paths") && on.equals(Set.of(Happening.LOGIN))) {
            in.error("paths", "a login has no path: leave the key out");
        }
    }

    /** What a hook that waits should judge would go by it. */
    private static boolean coversSomething(String pattern) {
        return pattern.startsWith("/") || pattern.startsWith("*") || pattern.startsWith("?");
    }

    private static Optional<Target> target(Section in) {
        var command = in.list("command", Types.TEXT, List.of());
        var address = in.find("url", ADDRESS);
        var secret = in.get("secret", Types.SECRET_OR_NONE, Optional.empty());
        if (in.has("command") == in.has("url")) {
            in.error("command", "a hook needs either command or url");
            return Optional.empty();
        }
        if (in.has("command")) {
            if (secret.isPresent()) {
                in.error("secret", "is for url; a command is called by this server alone");
            }
            return program(in, command);
        }
        if (secret.isEmpty()) {
            in.warning("url", "without secret: the receiver cannot tell our messages from anybody's");
        }
        return address.map(uri -> new Target.Webhook(uri, secret));
    }

    /** A program that is missing is found by {@code check}, and not by the first upload. */
    private static Optional<Target> program(Section in, List<String> command) {
        if (command.isEmpty() || !Path.of(command.getFirst()).isAbsolute()) {
            in.error("command", "must begin with the whole path of a program: [/usr/local/bin/scan, --quiet]");
            return Optional.empty();
        }
        var program = Path.of(command.getFirst());
        if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
            in.error("command", program + " is no program that this user may run");
            return Optional.empty();
        }
        return Optional.of(new Target.Command(command));
    }

    /** What hooks need of other sections. */
    static void check(Settings settings, Section top) {
        var hooks = settings.events().hooks();
        for (var index = 0; index < hooks.size(); index++) {
            if (hooks.get(index).waits() && settings.storage().upload() == UploadMode.DIRECT) {
                top.error("events.hooks[" + index + "].wait",
                        "an upload can wait where it is not seen yet: it needs storage.upload: atomic");
            }
        }
    }
}
