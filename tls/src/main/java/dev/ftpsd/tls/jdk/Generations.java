package dev.ftpsd.tls.jdk;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The generations of keys that live connections use, newest first. Any thread. */
final class Generations {

    private final List<WeakReference<EngineKeys>> all = new ArrayList<>();

    synchronized void add(EngineKeys newest) {
        all.removeIf(reference -> reference.get() == null);
        all.addFirst(new WeakReference<>(newest));
    }

    synchronized List<EngineKeys> live() {
        return all.stream().map(WeakReference::get).filter(Objects::nonNull).toList();
    }
}
