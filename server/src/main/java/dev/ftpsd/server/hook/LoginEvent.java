package dev.ftpsd.server.hook;

import java.util.List;

import dev.ftpsd.server.config.Happening;

/**
 * What a hook is told of a login.
 *
 * @param occasion with the time just before
 * @param tls the version, or {@code none}
 */
public record LoginEvent(Occasion occasion, String tls) implements HookEvent {

    @Override
    public Happening happening() {
        return Happening.LOGIN;
    }

    @Override
    public List<String> paths() {
        return List.of();
    }

    @Override
    public Trace trace() {
        return Trace.NONE;
    }

    @Override
    public String json() {
        return new EventText(happening(), occasion).text("tls", tls).json();
    }
}
