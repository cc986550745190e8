package dev.ftpsd.server.admin.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The command line's end of the control socket. */
public final class ControlClient {

    /** A table of a hundred thousand sessions is shorter. */
    private static final int LONGEST_ANSWER = 64 * 1024 * 1024;

    private ControlClient() {}

    /**
     * Asks the server whose {@code run-dir} is {@code folder}, and waits for the answer.
     *
     * @throws NotRunningException if there is no server, or it does not answer
     */
    public static Answer ask(Path folder, Request request) throws NotRunningException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(RunFolder.socketIn(folder)));
            Lines.write(channel, request.toLine());
            return Answer.parse(Lines.read(channel, LONGEST_ANSWER));
        } catch (IOException | IllegalArgumentException e) {
            throw new NotRunningException(folder, e);
        }
    }

    /** No server answers at the control socket. */
    public static final class NotRunningException extends Exception {

        private static final long serialVersionUID = 1L;

        NotRunningException(Path folder, Throwable cause) {
            super("no server answers in " + folder + " (" + cause.getMessage()
                    + "); start it with ftpsd run, or name its configuration with --conf", cause);
        }
    }
}
