package dev.ftpsd.server.transcript;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.ftpsd.server.TestServer;

/** Plays one transcript in one mode, as the client; the first difference is an AssertionError with file and line. */
final class TranscriptRunner implements AutoCloseable {

    private static final Set<String> TRANSFERS = Set.of("RETR", "STOR", "STOU", "APPE", "LIST", "NLST", "MLSD");

    private final Transcript transcript;
    private final Mode mode;
    private final Home home;
    private final ControlConnection control;
    private final DataSetup data;
    private String lastCommand = "";
    private boolean ended;

    TranscriptRunner(Transcript transcript, Mode mode, TestServer server) throws IOException {
        this.transcript = transcript;
        this.mode = mode;
        this.home = new Home(server.home());
        var port = mode == Mode.IMPLICIT ? server.implicitPort() : server.port();
        var tls = new ClientTls(transcript.host(), port, mode.tlsVersion());
        this.control = new ControlConnection(tls, port);
        this.data = new DataSetup(tls, mode);
    }

    void play() throws IOException {
        home.clear();
        prologue();
        for (int i = 0; i < transcript.steps().size(); i++) {
            var step = transcript.steps().get(i);
            try {
                play(step, i);
            } catch (IOException e) {
                throw different(step.line(), "no failure", e.toString());
            }
        }
        epilogue();
    }

    private void prologue() throws IOException {
        if (mode == Mode.IMPLICIT) {
            control.secure();
        }
        if (transcript.begin() == Transcript.Begin.GREETING) {
            return;
        }
        expect("220");
        if (mode == Mode.TLS) {
            say("AUTH TLS", "234");
        }
        if (transcript.begin() == Transcript.Begin.LOGIN) {
            say("USER " + transcript.user(), "331");
            say("PASS secret", "230");
            if (mode == Mode.TLS) {
                say("PBSZ 0", "200");
                say("PROT P", "200");
            }
        }
    }

    private void say(String command, String code) throws IOException {
        send(command);
        expect(code);
    }

    /** A reply that the transcript does not show. */
    private void expect(String code) throws IOException {
        var line = hear();
        if (!line.startsWith(code + " ")) {
            throw different(0, code, line);
        }
    }

    /** Nothing may be left over. */
    private void epilogue() throws IOException {
        if (!ended) {
            control.send("NOOP");
            var line = control.receive();
            if (!line.startsWith("200 ")) {
                throw different(transcript.steps().getLast().line(), "nothing more", line);
            }
        }
    }

    private void play(Step step, int index) throws IOException {
        switch (step) {
            case Step.Send send -> {
                var use = transcript.dataAfter(index);
                if (use.isPresent() && TRANSFERS.contains(send.verb().toUpperCase(Locale.ROOT))) {
                    data.beforeTransfer(!(use.get() instanceof Step.Open open) || open.resuming());
                }
                send(data.filled(send.command()));
            }
            case Step.Expect(int line, var regex) -> check(line, regex, hear());
            case Step.ExpectAny(int line, var regex) -> skip(line, regex, end(index));
            case Step.Closed(int line) -> closed(line);
            case Step.AtHome(int line, var fact) -> {
                var wrong = home.apply(fact);
                if (wrong != null) {
                    throw different(line, fact.kind() + " " + fact.name(), wrong);
                }
            }
            case Step.OnData onData -> play(onData);
        }
    }

    private void play(Step.OnData step) throws IOException {
        switch (step) {
            case Step.Open(int line, var resuming) -> data.connection(resuming);
            case Step.Upload(int line, var content, var cut) -> {
                if (cut) {
                    data.connection(true).cut(content);
                } else {
                    checkContent(line, "", data.connection(true).upload(content));
                }
                data.done();
            }
            case Step.Download(int line, var content) -> {
                checkContent(line, content, data.connection(true).download());
                data.done();
            }
            case Step.Listing(int line, var regexes) -> {
                checkListing(line, regexes, data.connection(true).download());
                data.done();
            }
        }
    }

    private void send(String command) throws IOException {
        lastCommand = command.toUpperCase(Locale.ROOT);
        control.send(command);
    }

    /** The next line, with what it means for the client. */
    private String hear() throws IOException {
        var line = control.receive();
        data.hear(line);
        if (line.startsWith("234 ")) {
            control.secure();
            data.protect(lastCommand.equals("AUTH SSL") || lastCommand.equals("AUTH TLS-P"));
        } else if (line.startsWith("200 ") && lastCommand.startsWith("PROT ")) {
            data.protect(lastCommand.equals("PROT P"));
        } else if (line.startsWith("200 ") && lastCommand.startsWith("MODE ")) {
            data.deflate(lastCommand.equals("MODE Z"));
        } else if (line.startsWith("220 ") && lastCommand.equals("REIN")) {
            data.protect(false);
            data.deflate(false);
            clear();
        } else if (line.startsWith("200 ") && lastCommand.equals("CCC")) {
            clear();
        }
        return line;
    }

    private void clear() throws IOException {
        if (control.isSecured()) {
            control.clear();
        }
    }

    private void skip(int line, String regex, String end) throws IOException {
        while (true) {
            var text = control.receive();
            if (Pattern.matches(end, text)) {
                control.unread(text);
                return;
            }
            check(line, regex, text);
        }
    }

    /** The expression of the S: behind a step. */
    private String end(int index) {
        var next = index + 1 < transcript.steps().size() ? transcript.steps().get(index + 1) : null;
        if (next instanceof Step.Expect(int line, var regex)) {
            return regex;
        }
        throw different(transcript.steps().get(index).line(), "an S: line behind S*", String.valueOf(next));
    }

    private void closed(int line) {
        try {
            throw different(line, "the end of the control connection", control.receive());
        } catch (IOException e) {
            ended = true;
        }
    }

    private void check(int line, String regex, String actual) {
        if (!Pattern.matches(regex, actual)) {
            throw different(line, regex, actual);
        }
    }

    private void checkContent(int line, String expected, String actual) {
        if (!expected.equals(actual)) {
            throw different(line, shortened(expected), shortened(actual));
        }
    }

    private static String shortened(String octets) {
        var shown = Escapes.show(octets.substring(0, Math.min(200, octets.length())));
        return octets.length() > 200 ? shown + "... (" + octets.length() + " octets)" : shown;
    }

    /** Each line is covered by one expression, and each expression covers one line. */
    private void checkListing(int line, List<String> regexes, String listing) {
        var left = new ArrayList<>(regexes);
        for (var entry : listing.isEmpty() ? List.<String>of() : List.of(listing.split("\r\n", -1))) {
            var covering = left.stream().filter(regex -> Pattern.matches(regex, entry)).findFirst();
            if (covering.isPresent()) {
                left.remove(covering.get());
            } else if (!entry.isEmpty()) {
                throw different(line, String.join("\n          ", regexes), Escapes.show(entry));
            }
        }
        if (!left.isEmpty() || !(listing.isEmpty() || listing.endsWith("\r\n"))) {
            throw different(line, "a line " + left + ", and CR LF at each end", Escapes.show(listing));
        }
    }

    private AssertionError different(int line, String expected, String actual) {
        return new AssertionError("%s:%d (%s)%nexpected: %s%nactual:   %s%n--- the dialogue so far%n%s".formatted(
                transcript.file(), line, mode.words(), expected, actual, control.dialogue()));
    }

    @Override
    public void close() throws IOException {
        data.close();
        control.close();
    }
}
