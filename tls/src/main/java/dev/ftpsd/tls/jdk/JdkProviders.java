package dev.ftpsd.tls.jdk;

import java.security.Security;
import java.util.Set;

/**
 * Keeps the JDK from loading security providers that a file server has no use for.
 *
 * <p>Whoever asks the JDK for an algorithm that the first providers do not have makes it load all others of its list; SunJSSE
 * does so at its first handshake. Those of the list that this Java does not have are looked for on the class path, where
 * Bouncy Castle's is: 700 classes, a third of the start's time.
 */
public final class JdkProviders {

    /** Kerberos, SASL, signed XML, smart cards, LDAP, tokens. */
    private static final Set<String> UNUSED =
            Set.of("SunJGSS", "SunSASL", "XMLDSig", "SunPCSC", "JdkLDAP", "JdkSASL", "SunPKCS11");

    private JdkProviders() {}

    /** Takes them off the list. To be called before anything else asks for an algorithm; later it changes nothing. */
    public static void leaveOutUnused() {
        var first = Security.getProperty("security.provider.1");
        for (var number = 2;; number++) {
            var key = "security.provider." + number;
            var provider = Security.getProperty(key);
            if (provider == null) {
                return;
            }
            if (UNUSED.contains(provider)) {
                // The list ends where a number is missing; what it names twice counts once.
                Security.setProperty(key, first);
            }
        }
    }
}
