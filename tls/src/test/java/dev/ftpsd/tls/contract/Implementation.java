package dev.ftpsd.tls.contract;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;

import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.KeyMaterialException;
import dev.ftpsd.tls.SelfSigned;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import dev.ftpsd.tls.jdk.JdkTlsEngines;
import dev.ftpsd.tls.openssl.OpenSsl;
import dev.ftpsd.tls.openssl.OpenSslEngines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The engines of which the contract is asked: each test of this package runs on each of them. Tests of what only one has stand
 * in its own package.
 */
public enum Implementation {

    JDK {
        @Override
        public TlsEngines open(TlsSettings settings, ServerKeys keys, ClientTrust trust)
                throws GeneralSecurityException {
            return JdkTlsEngines.open(settings, keys, trust);
        }
    },

    /** Skipped on a machine without OpenSSL, unless the build demands all tools. */
    OPENSSL {
        @Override
        public TlsEngines open(TlsSettings settings, ServerKeys keys, ClientTrust trust)
                throws GeneralSecurityException {
            var problem = OpenSsl.problem().orElse("");
            if (Boolean.getBoolean("ftpsd.require-tools")) {
                assertEquals("", problem);
            }
            assumeTrue(problem.isEmpty(), problem);
            return OpenSslEngines.open(settings, keys, trust);
        }
    },

    /** The same, each data engine made when its ClientHello has come: then TLS 1.3 is resumed without OpenSSL's own handshake. */
    OPENSSL_BEHIND_HELLO {
        @Override
        public TlsEngines open(TlsSettings settings, ServerKeys keys, ClientTrust trust)
                throws GeneralSecurityException {
            return new BehindHello(OPENSSL.open(settings, keys, trust));
        }
    };

    /**
     * Engines that ask no client for a certificate, with settings as they come and one self-signed certificate.
     *
     * @param state where it is kept
     */
    public TlsEngines open(Path state) throws KeyMaterialException, GeneralSecurityException {
        var keys = SelfSigned.loadOrMake(state, "ftp.example.org", InstantSource.system()).keys();
        return open(TlsSettings.DEFAULTS, ServerKeys.of(keys), new ClientTrust.Off());
    }

    /** Engines for these keys. */
    public abstract TlsEngines open(TlsSettings settings, ServerKeys keys, ClientTrust trust)
            throws GeneralSecurityException;
}
