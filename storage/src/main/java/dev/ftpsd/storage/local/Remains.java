package dev.ftpsd.storage.local;

/**
 * What a sweep has found that broken uploads left.
 *
 * @param waiting files that are young or being written, or that could not be looked at or deleted
 * @param deleted files that were too old
 */
public record Remains(long waiting, long deleted) {}
