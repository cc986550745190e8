package dev.ftpsd.server.admin.socket;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command line's end of the control socket. */
public final class ControlClient {

    /** A table of a hundred thousand sessions is shorter. */
    private static final int LONGEST_ANSWER = 64 * 1024 * 1024;

    private ControlClient() {}

    /**
     * Asks the server whose {@code run-dir} is {@code folder}, and waits for the answer.
     *
     * @throws NotRunningException if there is no server
     * @throws NoAnswerException if there may be one that does not answer, or not to this user
     */
    public static Answer ask(Path folder, Request request) throws NoAnswerException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(RunFolder.socketIn(folder)));
            Lines.write(channel, request.toLine());
            return Answer.parse(Lines.read(channel, LONGEST_ANSWER));
        } catch (IOException | IllegalArgumentException e) {
            throw failure(folder, e);
        }
    }

    /**
     * Asks for what is told as it comes; the answer has come when this returns.
     *
     * @throws NotRunningException if there is no server
     * @throws NoAnswerException if there may be one that does not answer, or not to this user
     */
    public static Following follow(Path folder, Request request) throws NoAnswerException {
        try {
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(RunFolder.socketIn(folder)));
                Lines.write(channel, request.toLine());
                return new Following(channel);
            } catch (IOException | IllegalArgumentException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw failure(folder, e);
        }
    }

    private static NoAnswerException failure(Path folder, Exception e) {
        if (e instanceof ConnectException || e instanceof IllegalArgumentException) {
            return new NotRunningException(folder, e);
        }
        return Files.notExists(folder) || Files.notExists(RunFolder.socketIn(folder))
                ? new NotRunningException(folder, e)
                : new NoAnswerException("the server in " + folder + " does not answer (" + e.getMessage()
                        + "); ask as the user that it runs as or as root, and again in a moment", e);
    }

    /** What is at the control socket gives no answer: it may not be asked by this user, or has no place for one more. */
    public static sealed class NoAnswerException extends Exception {

        private static final long serialVersionUID = 1L;

        NoAnswerException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** No server is at the control socket. */
    public static final class NotRunningException extends NoAnswerException {

        private static final long serialVersionUID = 1L;

        NotRunningException(Path folder, Throwable cause) {
            super("no server answers in " + folder + " (" + cause.getMessage()
                    + "); start it with ftpsd run, or name its configuration with --conf", cause);
        }
    }
}
