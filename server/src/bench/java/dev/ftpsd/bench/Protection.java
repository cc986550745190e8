package dev.ftpsd.bench;

/** Of both connections. */
enum Protection {

    /** TLS 1.3 with AES-256-GCM, data connections resumed. */
    TLS,

    /** None. */
    CLEAR
}
