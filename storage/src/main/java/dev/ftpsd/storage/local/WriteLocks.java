package dev.ftpsd.storage.local;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One writer for one file, whichever session and whichever store it comes from. It holds within this process alone, and for
 * the whole process, as the disk is one for all stores. Safe for several threads.
 */
final class WriteLocks {

    private static final Set<Object> HELD = ConcurrentHashMap.newKeySet();

    /** A name in a directory, whatever stands there. */
    private record Name(Object directory, String name) {}

    /** Where something stands that somebody else is told of. */
    private record Told(Path path) {}

    /** A directory that is about to get another name; each is one of its own. */
    static final class Moving implements AutoCloseable {

        private final Path directory;

        private Moving(Path directory) {
            this.directory = directory;
        }

        @Override
        public void close() {
            HELD.remove(this);
        }
    }

    /** What one writer holds. Not for several threads. */
    static final class Claim implements AutoCloseable {

        private final Set<Object> claimed = ConcurrentHashMap.newKeySet();

        /**
         * Claims a name in a directory.
         *
         * @return whether nobody else has it
         */
        boolean name(Object directoryKey, String name) {
            return claim(new Name(directoryKey, name));
        }

        /**
         * Claims a file, so that a second name of it does not get around the lock.
         *
         * @return whether nobody else has it
         */
        boolean file(Object fileKey) {
            return claim(fileKey);
        }

        /** Gives up a file that is about to be replaced: the system may give its number to the next new one, and that is another's. */
        void giveUp(Object fileKey) {
            if (claimed.remove(fileKey)) {
                HELD.remove(fileKey);
            }
        }

        /**
         * Keeps the directories above a path of the machine where they are.
         *
         * @return false if somebody else keeps that path, or one of them is about to be moved
         */
        boolean place(Path path) {
            var told = new Told(path);
            if (claimed.contains(told)) {
                return true;
            }
            // Whoever moves says so before looking for this: of the two at least one sees the other.
            if (claim(told) && HELD.stream()
                    .noneMatch(held -> held instanceof Moving moving && path.startsWith(moving.directory))) {
                return true;
            }
            if (claimed.remove(told)) {
                HELD.remove(told);
            }
            return false;
        }

        @Override
        public void close() {
            HELD.removeAll(claimed);
            claimed.clear();
        }

        private boolean claim(Object key) {
            return HELD.add(key) && claimed.add(key);
        }
    }

    private WriteLocks() {}

    /** Whether some writer has anything, at this moment: if none has, nothing need be looked up to be told from it. */
    static boolean isAnyHeld() {
        return !HELD.isEmpty();
    }

    /** Whether some writer has a name in a directory, at this moment. */
    static boolean isHeld(Object directoryKey, String name) {
        return HELD.contains(new Name(directoryKey, name));
    }

    /**
     * Announces that a directory, by its path on the machine, gets another name until what is returned is closed.
     *
     * @return empty if it must stay where it is
     */
    static Optional<Moving> move(Path directory) {
        var moving = new Moving(directory);
        HELD.add(moving);
        if (HELD.stream().anyMatch(held -> held instanceof Told(var path) && path.startsWith(directory))) {
            moving.close();
            return Optional.empty();
        }
        return Optional.of(moving);
    }

    /** Whether some writer has a file, at this moment. */
    static boolean isHeld(Object fileKey) {
        return HELD.contains(fileKey);
    }
}
