package dev.ftpsd.storage.s3;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The objects that sessions of this server are changing: one session each. Other servers do not see them. Any thread. */
final class Claims {

    /** What an object is held for. */
    enum Use {
        UPLOAD,
        RENAME
    }

    private final Map<String, Use> taken = new ConcurrentHashMap<>();

    /** Whoever holds it already, by what for; empty where it is the caller's now, who has to release it. */
    Optional<Use> take(String name, Use use) {
        return Optional.ofNullable(taken.putIfAbsent(name, use));
    }

    boolean isTaken(String name) {
        return taken.containsKey(name);
    }

    void release(String name) {
        taken.remove(name);
    }
}
