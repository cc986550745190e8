package dev.ftpsd.server.admin.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

import jdk.net.ExtendedSocketOptions;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The server's end of the control socket. One virtual thread takes connections, one more serves each: a request, its answer with
 * what follows it, the end. Whoever is neither the server's user nor root gets nothing, whatever the modes of files and folders are.
 */
public final class ControlSocket implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger(ControlSocket.class);

    private static final int LONGEST_REQUEST = 64 * 1024;
    private static final int MOST_CONNECTIONS = 16;
    private static final Duration LAST_LINES = Duration.ofSeconds(1);
    private static final Set<String> ROOT = Set.of("root", "0");

    private final Path path;
    private final UserPrincipal owner;
    private final ServerSocketChannel listening;
    private final Function<Request, Response> handler;
    private final Duration patience;
    private final Semaphore places = new Semaphore(MOST_CONNECTIONS);
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final Streaming streaming = new Streaming();

    private ControlSocket(Path path, ServerSocketChannel listening, Function<Request, Response> handler,
            Duration patience) throws IOException {
        this.path = path;
        this.listening = listening;
        this.handler = handler;
        this.patience = patience;
        this.owner = Files.getOwner(path);
    }

    /**
     * Opens the socket; one that a dead server left is taken away first, for the folder is ours alone.
     *
     * @param handler answers, on the thread of its connection; what it throws is answered as a failure
     * @param patience how long a client may take to send its request
     * @throws RunFolderException if it cannot be opened
     */
    public static ControlSocket open(RunFolder folder, Function<Request, Response> handler, Duration patience)
            throws RunFolderException {
        var path = folder.socket();
        try {
            Files.deleteIfExists(path);
            var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                listening.bind(UnixDomainSocketAddress.of(path));
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
                var socket = new ControlSocket(path, listening, handler, patience);
                Thread.ofVirtual().name("control-socket").start(socket::takeConnections);
                return socket;
            } catch (IOException e) {
                listening.close();
                throw e;
            }
        } catch (IOException e) {
            throw new RunFolderException("the control socket cannot be opened: " + e, e);
        }
    }

    private void takeConnections() {
        while (listening.isOpen()) {
            try {
                var channel = listening.accept();
                if (places.tryAcquire()) {
                    Thread.ofVirtual().name("control-request").start(() -> serve(channel));
                } else {
                    channel.close();
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("control socket: {}", e.toString());
                pause();
            }
        }
    }

    /** When descriptors have run out, asking again at once would only heat the machine. */
    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(SocketChannel channel) {
        open.add(channel);
        try (channel) {
            if (mayAsk(channel)) {
                var line = withinPatience(channel);
                switch (answer(line)) {
                    case Answer answer -> Lines.write(channel, answer.toLine());
                    case Streamed streamed -> streaming.send(channel, streamed);
                }
            }
        } catch (IOException e) {
            LOG.debug("control socket: {}", e.toString());
        } finally {
            open.remove(channel);
            places.release();
        }
    }

    /** A client that sends nothing is cut off; closing is what wakes a channel that waits. */
    private String withinPatience(SocketChannel channel) throws IOException {
        var watchman = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(patience);
                channel.close();
            } catch (InterruptedException | IOException e) {
                LOG.trace("control socket: the request came in time", e);
            }
        });
        try {
            return Lines.read(channel, LONGEST_REQUEST);
        } finally {
            watchman.interrupt();
        }
    }

    private Response answer(String line) {
        try {
            return handler.apply(Request.parse(line));
        } catch (IllegalArgumentException e) {
            return Answer.refused("not a request: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("control socket: a request failed", e);
            return Answer.refused("the request failed; the log of the server says why");
        }
    }

    private boolean mayAsk(SocketChannel channel) throws IOException {
        if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return true;
        }
        var peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        var may = peer.equals(owner) || ROOT.contains(peer.getName());
        if (!may) {
            LOG.warn("control socket: user {} of this machine was turned away", peer.getName());
        }
        return may;
    }

    /** Takes no more requests, ends those that wait, and takes the socket away; rows that have ended may arrive before. */
    @Override
    public void close() throws IOException {
        listening.close();
        streaming.awaitLast(LAST_LINES);
        for (var channel : open) {
            channel.close();
        }
        Files.deleteIfExists(path);
    }
}
