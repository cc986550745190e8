package dev.ftpsd.server.config.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.apache.commons.configuration2.interpol.ConfigurationInterpolator;
import org.jspecify.annotations.Nullable;

/**
 * What <code>${…}</code> in a value means: {@code env:NAME}, {@code env:NAME:-default} and {@code file:/path}, and
 * nothing else. Commons Configuration's other lookups (system properties, scripts, addresses, other files' content)
 * are not there.
 *
 * <p>What a variable holds is taken as it is: a <code>${</code> inside it is text, so that whoever may write a secret
 * file or the environment cannot read other files by it. As in a shell, a variable that is set to nothing counts as
 * not set.
 */
public final class Variables {

    private static final String FORMS = "${env:NAME}, ${env:NAME:-default} or ${file:/path}";
    private static final Pattern ANY = Pattern.compile("\\$\\{([^}]*)(}?)");
    private static final Pattern ENVIRONMENT = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*)(:-[^${]*)?");
    private static final Pattern FILE = Pattern.compile("file:(/[^${]*)");
    private static final int LONGEST_FILE = 65_536;

    private final boolean allowed;
    private final Map<String, String> environment;

    private Variables(boolean allowed, Map<String, String> environment) {
        this.allowed = allowed;
        this.environment = Map.copyOf(environment);
    }

    /** Variables of that environment and of files. */
    public static Variables of(Map<String, String> environment) {
        return new Variables(true, environment);
    }

    /** None: a team's users file must not read the machine's secrets. */
    public static Variables refused() {
        return new Variables(false, Map.of());
    }

    /** The files that <code>${file:…}</code> names anywhere in a text, right or not. */
    public static List<Path> files(String text) {
        var files = new ArrayList<Path>();
        var variables = ANY.matcher(text);
        while (variables.find()) {
            var inFile = FILE.matcher(variables.group(1));
            if (inFile.matches()) {
                try {
                    files.add(Path.of(inFile.group(1)));
                } catch (InvalidPathException e) {
                    // Nothing that could change.
                }
            }
        }
        return files;
    }

    /** Which variables gave a value, such as {@code env FTPSD_HOME}; empty where none is set or named. */
    String origin(String text) {
        var places = new ArrayList<String>();
        var variables = ANY.matcher(text);
        while (variables.find()) {
            var inEnvironment = ENVIRONMENT.matcher(variables.group(1));
            if (inEnvironment.matches() && !environment.getOrDefault(inEnvironment.group(1), "").isEmpty()) {
                places.add("env " + inEnvironment.group(1));
            }
            if (FILE.matcher(variables.group(1)).matches()) {
                places.add("file " + variables.group(1).substring("file:".length()));
            }
        }
        return String.join(", ", places);
    }

    /** The two lookups; they know only what {@link #check} has let through. */
    ConfigurationInterpolator interpolator() {
        var interpolator = new ConfigurationInterpolator();
        if (allowed) {
            interpolator.registerLookup("env", this::lookUpEnvironment);
            interpolator.registerLookup("file", name -> escaped(readable(name)));
        }
        return interpolator;
    }

    /**
     * Whether every variable of {@code text} has one of the forms and a value.
     *
     * @throws IllegalArgumentException with a sentence for the administrator otherwise
     */
    void check(String text) {
        if (!allowed) {
            throw new IllegalArgumentException("${…} is for ftpsd.yaml alone and refused here");
        }
        var variables = ANY.matcher(text);
        while (variables.find()) {
            check(variables.group(1), !variables.group(2).isEmpty());
        }
    }

    private void check(String name, boolean closed) {
        var inEnvironment = ENVIRONMENT.matcher(name);
        if (closed && inEnvironment.matches()) {
            if (inEnvironment.group(2) == null && environment.getOrDefault(inEnvironment.group(1), "").isEmpty()) {
                throw new IllegalArgumentException("the environment variable " + inEnvironment.group(1)
                        + " is not set; ${env:" + inEnvironment.group(1) + ":-default} would give it a default");
            }
            return;
        }
        var inFile = FILE.matcher(name);
        if (closed && inFile.matches()) {
            readable(inFile.group(1));
            return;
        }
        throw new IllegalArgumentException(Quoted.of("${" + name) + " is not a variable: write " + FORMS);
    }

    private @Nullable Object lookUpEnvironment(String name) {
        var value = environment.getOrDefault(name, "");
        // No value makes the default behind ":-" count, which Commons Configuration looks after.
        return value.isEmpty() ? null : escaped(value);
    }

    /** Commons Configuration resolves what a variable holds once more, save behind a doubled dollar. */
    private static String escaped(String value) {
        return value.replace("${", "$${");
    }

    private static String readable(String name) {
        try (var in = Files.newInputStream(Path.of(name))) {
            var bytes = in.readNBytes(LONGEST_FILE + 1);
            if (bytes.length > LONGEST_FILE) {
                throw new IllegalArgumentException(Quoted.of(name) + " is longer than 64KiB");
            }
            var text = Utf8.decode(bytes);
            return text.endsWith("\r\n") ? text.substring(0, text.length() - 2)
                    : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(Quoted.of(name) + " is not UTF-8", e);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(Quoted.of(name) + " cannot be read: " + FileFailure.sentence(e), e);
        }
    }
}
