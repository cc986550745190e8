package dev.ftpsd.server.data;

import java.net.InetAddress;
import java.util.Optional;

import dev.ftpsd.server.protocol.ProtectionLevel;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.SessionIdentity;

/** A session of this machine that claims connections, and whose connections are never bound. */
final class LocalClient implements DataOwner {

    /** Set when it has gone. */
    volatile boolean closed;

    private final ProtectionLevel protection;
    private final BindingRule binding;
    private final Optional<SessionIdentity> identity;

    /** @param identity of its TLS session; empty where it is in clear */
    LocalClient(ProtectionLevel protection, BindingRule binding, Optional<SessionIdentity> identity) {
        this.protection = protection;
        this.binding = binding;
        this.identity = identity;
    }

    /** One whose control connection is in clear as well. */
    static LocalClient inClear() {
        return new LocalClient(ProtectionLevel.CLEAR, BindingRule.REQUIRED, Optional.empty());
    }

    @Override
    public InetAddress peer() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public Optional<SessionIdentity> identity() {
        return identity;
    }

    @Override
    public ProtectionLevel protection() {
        return protection;
    }

    @Override
    public boolean admitsClear(boolean byDefault) {
        return byDefault;
    }

    @Override
    public BindingRule binding() {
        return binding;
    }

    @Override
    public boolean bearsTruncation() {
        return false;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void wasBound(DataEngine by) {
        throw new IllegalStateException("nothing is bound here");
    }
}
