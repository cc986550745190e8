package dev.ftpsd.storage.s3;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The objects that sessions of this server are writing: one writer each. Other servers do not see them. Any thread. */
final class Claims {

    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    boolean take(String name) {
        return taken.add(name);
    }

    boolean isTaken(String name) {
        return taken.contains(name);
    }

    void release(String name) {
        taken.remove(name);
    }
}
