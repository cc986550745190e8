package dev.ftpsd.bench;

/**
 * Of some work.
 *
 * @param cpu seconds, of the server's processes
 * @param wall seconds of the clock, for whoever waits
 */
record Cost(double cpu, double wall) {

    private static final double MILLIS = 1000;
    private static final double MEBIBYTES_IN_GIBIBYTE = 1024;

    /** CPU milliseconds for each of so many. */
    double cpuMillisEach(int count) {
        return cpu * MILLIS / count;
    }

    /** How many of them were done in a second. */
    double perSecond(double count) {
        return count / wall;
    }

    /** CPU seconds for each GiB of so many MiB. */
    double cpuPerGibibyte(double mebibytes) {
        return cpu * MEBIBYTES_IN_GIBIBYTE / mebibytes;
    }
}
