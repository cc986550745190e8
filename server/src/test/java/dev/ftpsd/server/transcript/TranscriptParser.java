package dev.ftpsd.server.transcript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one transcript; a line that it does not know is an error with its number. */
final class TranscriptParser {

    private static final Pattern REPETITION = Pattern.compile("\\{(\\d+) (.)}");

    private final List<Step> steps = new ArrayList<>();
    private Set<Mode> modes = EnumSet.allOf(Mode.class);
    private Transcript.Begin begin = Transcript.Begin.LOGIN;
    private String user = "alice";
    private Servers server = Servers.PERMISSIVE;
    private String host = "127.0.0.1";

    private TranscriptParser() {}

    static Transcript parse(Path file) throws IOException {
        var parser = new TranscriptParser();
        var lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            try {
                parser.line(i + 1, lines.get(i));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(file + ":" + (i + 1) + ": " + lines.get(i) + ": " + e.getMessage(),
                        e);
            }
        }
        return new Transcript(file, parser.modes, parser.begin, parser.user,
                new Transcript.Place(parser.server, parser.host), parser.steps);
    }

    private void line(int number, String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        if (line.equals("closed")) {
            steps.add(new Step.Closed(number));
            return;
        }
        var space = line.indexOf(' ');
        var word = space < 0 ? line : line.substring(0, space);
        var rest = space < 0 ? "" : line.substring(space + 1);
        switch (word) {
            case "only:", "begin:", "as:", "server:", "over:" -> header(word, rest.strip());
            case "given", "then" -> steps.add(new Step.AtHome(number, Home.Fact.parse(line)));
            case "D:", "D>", "D!", "D<", "D~" -> data(number, word, rest);
            case "C:" -> steps.add(new Step.Send(number, octets(rest)));
            case "S:" -> steps.add(new Step.Expect(number, checked(rest)));
            case "S*" -> steps.add(new Step.ExpectAny(number, checked(rest)));
            default -> throw new IllegalArgumentException("unknown kind of line");
        }
    }

    private void header(String word, String value) {
        if (!steps.isEmpty()) {
            throw new IllegalArgumentException(word + " belongs before the first step");
        }
        var constant = value.toUpperCase(Locale.ROOT);
        switch (word) {
            case "only:" -> {
                modes = EnumSet.noneOf(Mode.class);
                Arrays.stream(constant.split(" +", -1)).map(Mode::valueOf).forEach(modes::add);
            }
            case "begin:" -> begin = Transcript.Begin.valueOf(constant);
            case "server:" -> server = Servers.valueOf(constant);
            case "over:" -> host = value.equals("ipv6") ? "::1" : value;
            default -> user = value;
        }
    }

    private void data(int number, String word, String rest) {
        switch (word) {
            case "D>" -> steps.add(new Step.Upload(number, octets(rest), false));
            case "D!" -> steps.add(new Step.Upload(number, octets(rest), true));
            case "D<" -> steps.add(new Step.Download(number, octets(rest)));
            case "D~" -> listing(number, checked(rest));
            default -> steps.add(switch (rest) {
                case "open" -> new Step.Open(number, true);
                case "unbound" -> new Step.Open(number, false);
                default -> throw new IllegalArgumentException("D: open or D: unbound");
            });
        }
    }

    private void listing(int number, String regex) {
        if (!steps.isEmpty() && steps.getLast() instanceof Step.Listing(int line, var earlier)) {
            var regexes = new ArrayList<>(earlier);
            regexes.add(regex);
            steps.set(steps.size() - 1, new Step.Listing(line, regexes));
        } else {
            steps.add(new Step.Listing(number, List.of(regex)));
        }
    }

    /** {@code {5000 x}} is x, 5000 times. */
    private static String octets(String text) {
        return REPETITION.matcher(Escapes.octets(text))
                .replaceAll(found -> found.group(2).repeat(Integer.parseInt(found.group(1))));
    }

    private static String checked(String regex) {
        return Pattern.compile(regex).pattern();
    }
}
