package dev.ftpsd.server.admin.socket;

/** What comes of a request: an answer, or one with lines behind it. */
public sealed interface Response permits Answer, Streamed {}
