package dev.ftpsd.bench;

/**
 * How much a run is.
 *
 * @param mebibytes of the large file
 * @param files of 10 KiB in a session
 * @param logins one after the other
 * @param sessions that are idle at once
 */
record Amounts(int mebibytes, int files, int logins, int sessions) {

    static final int MEBIBYTE = 1024 * 1024;

    long octets() {
        return (long) mebibytes * MEBIBYTE;
    }
}
