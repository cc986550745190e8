package dev.ftpsd.server.data;

/** Whether a protected data connection must resume its control connection's TLS session. */
public enum BindingRule {
    /** It must; any other is refused with 522. */
    REQUIRED,
    /** It should; one that does not is accepted from the control connection's address alone. */
    PREFERRED,
    /** As PREFERRED, without preferring: for clients that resume wrongly. */
    OFF;

    /** Whether a connection may be told by its source address alone. */
    public boolean admitsByAddress() {
        return this != REQUIRED;
    }
}
