package dev.ftpsd.server.data;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A port that could not be bound. The message names the setting, the address and the reason. */
public final class BindFailure extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param setting the key in ftpsd.yaml that asked for it */
    public BindFailure(String setting, InetSocketAddress address, Throwable cause) {
        super("%s: cannot listen on %s port %d: %s; stop what uses it or choose another port".formatted(setting,
                address.getAddress().getHostAddress(), address.getPort(), cause.getMessage()), cause);
    }
}
