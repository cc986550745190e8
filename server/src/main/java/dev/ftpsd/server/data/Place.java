package dev.ftpsd.server.data;

import java.net.InetAddress;

/** A client's address and the port that it was told, or has come to. */
record Place(InetAddress peer, int port) {}
