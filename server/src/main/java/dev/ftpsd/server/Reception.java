package dev.ftpsd.server;

import dev.ftpsd.server.address.PassiveHost;

/**
 * What clients and {@code ftpsd doctor} are received with.
 *
 * @param pass lets the doctor in, and all others as ever
 * @param passiveHost which host PASV names
 */
record Reception(OneTimePass pass, PassiveHost passiveHost) {}
