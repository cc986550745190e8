package dev.ftpsd.server.data;

/** Whether a protected data connection must resume its control connection's TLS session. */
public enum BindingRule {
    /** It must; any other is refused with 522. */
    REQUIRED,
    /** It should; one that does not is accepted from the control connection's address alone. */
    PREFERRED,
    /** What it resumes is not looked at, now or later: for clients that resume wrongly, such as another connection's session. */
    OFF;

    /** Whether a connection may be told by its source address alone. */
    public boolean admitsByAddress() {
        return this != REQUIRED;
    }

    /** The same for one that may have resumed a session which is not its control connection's. */
    boolean admitsByAddress(boolean hasResumedAnother) {
        return hasResumedAnother ? this == OFF : admitsByAddress();
    }

    /** What holds of a session of which one data connection was bound: a client that can resume has no reason to stop. */
    public BindingRule onceBound() {
        return this == OFF ? OFF : REQUIRED;
    }
}
