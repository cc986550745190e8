package dev.ftpsd.tls.contract;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;

import dev.ftpsd.tls.ClientPaths;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.KeyMaterial;
import dev.ftpsd.tls.ResumingClient;
import dev.ftpsd.tls.SelfSigned;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.SessionBinding;
import dev.ftpsd.tls.SessionBinding.Verdict;
import dev.ftpsd.tls.SessionIdentity;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The self-test passes honest engines and catches each way of breaking the promise. */
@ParameterizedClass
@EnumSource(Implementation.class)
class SessionBindingTest {

    @Parameter
    Implementation implementation;

    private static final SessionIdentity SOMEBODY = new SessionIdentity("somebody");

    @TempDir
    Path state;

    private KeyMaterial keys;
    private TlsEngines honest;

    @BeforeEach
    void openEngines() throws Exception {
        keys = SelfSigned.loadOrMake(state, "ftp.example.org", InstantSource.system()).keys();
        honest = implementation.open(TlsSettings.DEFAULTS, ServerKeys.of(keys), new ClientTrust.Off());
    }

    @Test
    void the_engines_of_this_machine_keep_the_promise_and_issue_tickets() {
        assertEquals(new Verdict.Holds(true), SessionBinding.selfTest(honest));
    }

    @Test
    void engines_that_demand_client_certificates_are_tested_without_one() throws Exception {
        var strict = implementation.open(TlsSettings.DEFAULTS, ServerKeys.of(keys),
                new ClientTrust.Required(new ClientPaths(List.of(keys.certificate()), InstantSource.system())));

        assertEquals(new Verdict.Holds(true), SessionBinding.selfTest(strict));
    }

    @Test
    void a_single_enabled_version_is_tested_alone() throws Exception {
        var old = implementation.open(new TlsSettings(List.of("TLSv1.2"), List.of(), Duration.ofHours(1)),
                ServerKeys.of(keys),
                new ClientTrust.Off());

        assertEquals(new Verdict.Holds(false), SessionBinding.selfTest(old));
    }

    @Test
    void engines_whose_data_connections_never_name_their_control_connection_are_broken() {
        assertBroken("is not recognised", new Lying(honest.newDataEngine()::resumedIdentity, true));
    }

    @Test
    void engines_whose_data_connections_always_name_somebody_are_broken() {
        assertBroken("is not recognised", new Lying(() -> Optional.of(SOMEBODY), true));
    }

    @Test
    void engines_whose_control_connections_lose_their_identity_are_broken() {
        assertBroken("does not own its session", new Lying(Optional::empty, false));
    }

    @Test
    void engines_of_which_a_second_instance_makes_the_data_connections_are_broken() throws Exception {
        var other = implementation.open(TlsSettings.DEFAULTS, ServerKeys.of(keys), new ClientTrust.Off());

        assertBroken("is not recognised", new TlsEngines() {
            @Override
            public ControlEngine newControlEngine(String host) {
                return honest.newControlEngine(host);
            }

            @Override
            public DataEngine newDataEngine() {
                return other.newDataEngine();
            }

            @Override
            public TlsEngines renewed(TlsSettings settings, ServerKeys keys, ClientTrust trust) {
                throw new UnsupportedOperationException();
            }

            @Override
            public ResumingClient newClient(String protocol) throws GeneralSecurityException {
                return honest.newClient(protocol);
            }

            @Override
            public String name() {
                return "two of them";
            }
        });
    }

    private static void assertBroken(String reason, TlsEngines engines) {
        var broken = assertInstanceOf(Verdict.Broken.class, SessionBinding.selfTest(engines));
        assertTrue(broken.reason().contains(reason), broken.reason());
    }

    /** Shakes hands honestly and lies about the outcome. */
    private final class Lying implements TlsEngines {

        private final Supplier<Optional<SessionIdentity>> resumed;
        private final boolean owns;

        Lying(Supplier<Optional<SessionIdentity>> resumed, boolean owns) {
            this.resumed = resumed;
            this.owns = owns;
        }

        @Override
        public ControlEngine newControlEngine(String host) {
            return new LyingControl(honest.newControlEngine(host), owns);
        }

        @Override
        public DataEngine newDataEngine() {
            var data = honest.newDataEngine();
            return new DataEngine() {
                @Override
                public SSLEngine engine() {
                    return data.engine();
                }

                @Override
                public void withholdTicket() {
                    data.withholdTicket();
                }

                @Override
                public boolean issueTicket() {
                    return data.issueTicket();
                }

                @Override
                public Optional<SessionIdentity> resumedIdentity() {
                    return resumed.get();
                }

                @Override
                public void close() {
                    data.close();
                }
            };
        }

        @Override
        public TlsEngines renewed(TlsSettings settings, ServerKeys keys, ClientTrust trust) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ResumingClient newClient(String protocol) throws GeneralSecurityException {
            return honest.newClient(protocol);
        }

        @Override
        public String name() {
            return "lying";
        }
    }

    /** Says what it is told to say of its identity. */
    private record LyingControl(ControlEngine control, boolean owns) implements ControlEngine {

        @Override
        public SSLEngine engine() {
            return control.engine();
        }

        @Override
        public SessionIdentity identity() {
            return control.identity();
        }

        @Override
        public boolean ownsIdentity() {
            return owns;
        }

        @Override
        public boolean issueTicket() {
            return false;
        }

        @Override
        public DataEngine newDataEngine() {
            return control.newDataEngine();
        }

        @Override
        public Optional<String> serverName() {
            return Optional.empty();
        }

        @Override
        public List<X509Certificate> clientCertificates() {
            return List.of();
        }

        @Override
        public void close() {
            control.close();
        }
    }
}
