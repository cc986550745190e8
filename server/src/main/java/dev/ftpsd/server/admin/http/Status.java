package dev.ftpsd.server.admin.http;

import java.time.Instant;
import java.util.List;

import dev.ftpsd.auth.Ban;
import dev.ftpsd.server.session.Session;

/**
 * What the status page shows: a server at one moment.
 *
 * @param process the server itself
 * @param reload the configuration in force, and the last attempt to change it
 * @param sessions those that are there
 * @param bans those that hold
 * @param certificates those that are served
 * @param disk the file system of the installation
 */
public record Status(Program process, Configuration reload, List<Session> sessions, List<Ban> bans,
        List<Certificate> certificates, Disk disk) {

    public Status {
        sessions = List.copyOf(sessions);
        bans = List.copyOf(bans);
        certificates = List.copyOf(certificates);
    }

    /**
     * The server itself.
     *
     * @param version as {@code ftpsd --version} says it
     * @param ready whether it takes new clients
     * @param ports where clients connect, in words
     */
    public record Program(String version, Instant since, boolean ready, List<String> ports) {}

    /**
     * The configuration.
     *
     * @param generation counts from 1
     * @param at when it was last read
     * @param inForce whether what was read then is in force
     * @param words what became of it
     */
    public record Configuration(long generation, Instant at, boolean inForce, String words) {}

    /** A certificate that is served to clients that ask for {@code host}. */
    public record Certificate(String host, String subject, Instant expires) {}

    /**
     * A file system, in bytes.
     *
     * @param usable what is free
     * @param reserve what uploads leave free
     */
    public record Disk(long total, long usable, long reserve) {}
}
