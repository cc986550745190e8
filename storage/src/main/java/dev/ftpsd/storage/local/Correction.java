package dev.ftpsd.storage.local;

import java.io.IOException;

/**
 * Puts right the permission bits of what was made just now: the umask of the process may have taken more than ours does. A file system
 * that keeps none (vfat, exFAT, CIFS, some by FUSE) shows those of its mount, and whoever is not the owner that the mount names may set
 * no others. What is made there is whole all the same.
 */
final class Correction {

    private Correction() {}

    /**
     * Sets them if that can be.
     *
     * @return false if the system says that they stay as they are
     */
    static boolean attempt(Quietly.Step setting) throws IOException {
        try {
            setting.run();
            return true;
        } catch (IOException e) {
            if (NioFailures.isRefusalOfBits(e)) {
                return false;
            }
            throw e;
        }
    }
}
