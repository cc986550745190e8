package dev.ftpsd.server.hook;

import java.util.List;

import dev.ftpsd.server.config.Happening;

/** What hooks are told, as one JSON object. {@code EVENTS.md} is its manual. */
public sealed interface HookEvent permits UploadEvent, DownloadEvent, ChangeEvent, LoginEvent {

    /** When, by whom and by which command. */
    Occasion occasion();

    /** The same for every call about this. */
    default String id() {
        return occasion().id();
    }

    Happening happening();

    /** The paths, as the user sees them, of which a hook's patterns must cover one; none where there is no file. */
    List<String> paths();

    /** How a later process sees that it has happened. */
    Trace trace();

    /** The JSON text, in one line. */
    String json();
}
