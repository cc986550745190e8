package dev.ftpsd.auth;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a client shows of itself at one step of the login. */
public sealed interface Credentials {

    /** The user name as sent by USER, 1 to 256 characters. */
    String user();

    /** The address that the control connection comes from. */
    InetAddress from();

    /**
     * USER: a name, and the certificate chain of the control connection.
     *
     * @param certificates the verified chain, leaf first; empty where the client showed none
     * @param codeDialogue whether the client asks its user for a one-time code when it is challenged, and then sends
     *        {@code PASS code;password}
     */
    record Named(String user, InetAddress from, List<X509Certificate> certificates, boolean codeDialogue)
            implements
            Credentials {
        public Named {
            certificates = List.copyOf(certificates);
        }

        /** Of a client that has no dialogue for codes. */
        public Named(String user, InetAddress from, List<X509Certificate> certificates) {
            this(user, from, certificates, false);
        }
    }

    /** PASS: the name given before, and a password. */
    record WithPassword(String user, InetAddress from, List<X509Certificate> certificates, Secret password,
            boolean codeDialogue)
            implements
            Credentials {
        public WithPassword {
            certificates = List.copyOf(certificates);
        }

        /** Of a client that has no dialogue for codes. */
        public WithPassword(String user, InetAddress from, List<X509Certificate> certificates, Secret password) {
            this(user, from, certificates, password, false);
        }
    }
}
