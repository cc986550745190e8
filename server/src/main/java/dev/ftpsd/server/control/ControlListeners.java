package dev.ftpsd.server.control;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import dev.ftpsd.server.config.ListenerSettings;
import dev.ftpsd.server.data.BindFailure;
import dev.ftpsd.server.data.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;

/**
 * The ports that clients connect to first. A reload may add, remove and change them: what is new is bound aside, takes nobody
 * in until all of the reload is right, and goes again if it is not. Used by one thread at a time.
 */
public final class ControlListeners implements AutoCloseable {

    private final Transport transport;
    private final ControlInitializer.Parts parts;
    private Map<Place, Bound> listening = Map.of();
    private boolean closed;

    private ControlListeners(Transport transport, ControlInitializer.Parts parts) {
        this.transport = transport;
        this.parts = parts;
    }

    /**
     * Binds all listeners.
     *
     * @throws BindFailure for the first that cannot be bound; nothing stays bound then
     */
    public static ControlListeners bind(Transport transport, List<ListenerSettings> listeners,
            ControlInitializer.Parts parts) throws BindFailure {
        var bound = new ControlListeners(transport, parts);
        bound.prepare(listeners).commit();
        return bound;
    }

    /**
     * Binds those of {@code listeners} that are not bound yet; nobody notices before {@link Change#commit()}. Once closed, it
     * binds nothing.
     *
     * @throws BindFailure for the first that cannot be bound; nothing has changed then
     */
    public synchronized Change prepare(List<ListenerSettings> listeners) throws BindFailure {
        var change = new Change();
        for (var listener : closed ? List.<ListenerSettings>of() : listeners) {
            var place = Place.of(listener);
            var there = listening.get(place);
            try {
                change.add(place, listener, there);
            } catch (BindFailure e) {
                change.discard();
                throw e;
            }
        }
        return change;
    }

    /** Where they listen, in the order of the settings. */
    public synchronized List<InetSocketAddress> addresses() {
        return listening.values().stream().map(bound -> (InetSocketAddress) bound.channel.localAddress()).toList();
    }

    /** What they are in force with, in the same order. */
    public synchronized List<ListenerSettings> settings() {
        return listening.values().stream().map(bound -> bound.settings.get()).toList();
    }

    /** Takes no new connections; those that are there go on. */
    @Override
    public synchronized void close() {
        closed = true;
        listening.values().forEach(Bound::close);
        listening = Map.of();
    }

    /** What a listener is known by while its other settings change. */
    private record Place(InetAddress address, int port, String name) {

        /** The name counts where the kernel chooses the port, and there alone. */
        static Place of(ListenerSettings listener) {
            return new Place(listener.address(), listener.port(), listener.port() == 0 ? listener.name() : "");
        }
    }

    /** A port that is bound, and the settings that its next clients come in by. */
    private record Bound(Channel channel, AtomicReference<ListenerSettings> settings) {

        void close() {
            channel.close().awaitUninterruptibly();
        }
    }

    /** Listeners that are bound but not yet open. */
    public final class Change {

        private final Map<Place, Bound> after = new LinkedHashMap<>();
        private final List<Runnable> changed = new ArrayList<>();
        private final List<Bound> added = new ArrayList<>();

        private Change() {}

        /** Opens what is new, closes what is gone; its sessions go on. */
        public void commit() {
            synchronized (ControlListeners.this) {
                changed.forEach(Runnable::run);
                listening.forEach((place, bound) -> {
                    if (!after.containsKey(place)) {
                        bound.close();
                    }
                });
                listening = new LinkedHashMap<>(after);
                added.forEach(bound -> bound.channel.config().setAutoRead(true));
            }
        }

        /** Gives back what was bound. */
        public void discard() {
            added.forEach(Bound::close);
        }

        private void add(Place place, ListenerSettings listener, @Nullable Bound there) throws BindFailure {
            if (there == null) {
                var fresh = bindOne(listener);
                added.add(fresh);
                after.put(place, fresh);
            } else {
                after.put(place, there);
                changed.add(() -> there.settings.set(listener));
            }
        }
    }

    private Bound bindOne(ListenerSettings listener) throws BindFailure {
        var address = new InetSocketAddress(listener.address(), listener.port());
        var settings = new AtomicReference<>(listener);
        var bootstrap = new ServerBootstrap().group(transport.loops())
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, parts.delivery().noDelay())
                .childHandler(new ControlInitializer(settings::get, parts));
        transport.keepUrgentData(bootstrap);
        transport.keepAlive(bootstrap);
        var bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new BindFailure("listeners." + listener.name(), address, bound.cause());
        }
        return new Bound(bound.channel(), settings);
    }
}
