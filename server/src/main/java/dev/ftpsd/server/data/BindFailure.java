package dev.ftpsd.server.data;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A port that could not be bound. The message names the setting, the address the reason and the remedy. */
public final class BindFailure extends IOException {

    private static final long serialVersionUID = 1L;

    /** Ports below this need a privilege. */
    static final int FREE_FOR_ALL = 1024;

    /** @param setting the key in ftpsd.yaml that asked for it */
    public BindFailure(String setting, InetSocketAddress address, Throwable cause) {
        super("%s: cannot listen on %s port %d: %s; %s".formatted(setting, address.getAddress().getHostAddress(),
                address.getPort(), cause.getMessage(), remedy(address, String.valueOf(cause.getMessage()))), cause);
    }

    /** The reasons are those of the kernel, in its words. */
    private static String remedy(InetSocketAddress address, String reason) {
        if (reason.contains("ermission denied") && address.getPort() < FREE_FOR_ALL) {
            return "ports below 1024 need a privilege: choose one from 1024 on and let the firewall or the container map"
                    + " this one to it, or give the server CAP_NET_BIND_SERVICE";
        }
        if (reason.contains("annot assign requested address")) {
            return "this machine does not have the address " + address.getAddress().getHostAddress()
                    + ": set the listener's address to one that it has, or to \"::\" for all";
        }
        return "stop what uses it or choose another port";
    }
}
