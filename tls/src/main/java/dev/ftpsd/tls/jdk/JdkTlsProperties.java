package dev.ftpsd.tls.jdk;

/**
 * The properties that SunJSSE reads once, when its classes are loaded. The program calls {@link #apply} before anything else
 * uses TLS; {@link JdkTlsEngines} calls it as well, which is too late only if other code has shaken hands before.
 *
 * <table>
 * <caption>What is set, whatever the command line says</caption>
 * <tr><td>{@code jdk.tls.rejectClientInitiatedRenegotiation=true}</td><td>a TLS 1.2 client could make the server shake hands
 * over and over (CVE-2011-1473), and change the session under a control connection</td></tr>
 * <tr><td>{@code jdk.tls.server.enableSessionTicketExtension=true}</td><td>without tickets a TLS 1.3 session serves once:
 * the second transfer of a FileZilla would fail</td></tr>
 * <tr><td>{@code jdk.tls.server.newSessionTicketCount=1}</td><td>none would end all resumption; more than one uses up
 * the nonces of the tickets that are issued on demand</td></tr>
 * </table>
 *
 * <p>And, where the command line has no word on it: {@code com.sun.security.ocsp.timeout} and {@code readtimeout} of 3 s instead
 * of 15. A handshake waits for the OCSP responder of a client's certificate, and no other responder will be asked.
 */
public final class JdkTlsProperties {

    private JdkTlsProperties() {}

    /** Sets them. May be called more than once, by any thread. */
    public static void apply() {
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        System.setProperty("jdk.tls.server.enableSessionTicketExtension", "true");
        System.setProperty("jdk.tls.server.newSessionTicketCount", "1");
        setWhereAbsent("com.sun.security.ocsp.timeout", "3");
        setWhereAbsent("com.sun.security.ocsp.readtimeout", "3");
    }

    private static void setWhereAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
