package dev.ftpsd.bench;

/**
 * Of some work.
 *
 * @param cpu seconds, of the server's processes
 * @param wall seconds of the clock, for whoever waits
 */
record Cost(double cpu, double wall) {}
