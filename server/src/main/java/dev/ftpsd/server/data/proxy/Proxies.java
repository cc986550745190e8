package dev.ftpsd.server.data.proxy;

import java.net.InetAddress;

/** Which connections to the data ports come from a proxy. Asked on event loops: waits for nothing. */
public interface Proxies {

    /** There is none. */
    Proxies NONE = new Proxies() {

        @Override
        public boolean isProxy(InetAddress peer) {
            return false;
        }

        @Override
        public void refused(InetAddress proxy, String reason) {
            throw new IllegalStateException("refused from " + proxy + ", which is no proxy: " + reason);
        }
    };

    /** Whether connections from there begin with a PROXY header, which is believed. */
    boolean isProxy(InetAddress peer);

    /** Hears of a proxy's connection that was closed, since its header was none. */
    void refused(InetAddress proxy, String reason);
}
