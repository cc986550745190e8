package dev.ftpsd.tls.contract;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.KeyMaterial;
import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.MemoryHandshake;
import dev.ftpsd.tls.SelfSigned;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who resumed whom, told by the engine of the data connection alone. */
@ParameterizedClass
@EnumSource(Implementation.class)
class IdentityTest {

    @Parameter
    Implementation implementation;

    @TempDir
    Path state;

    private KeyMaterial keys;
    private TlsEngines engines;

    @BeforeEach
    void openEngines() throws Exception {
        keys = SelfSigned.loadOrMake(state, "ftp.example.org", InstantSource.system()).keys();
        engines = implementation.open(TlsSettings.DEFAULTS, ServerKeys.of(keys), new ClientTrust.Off());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_resumed_data_connection_shows_the_identity_of_its_control_connection(String protocol) throws Exception {
        var client = new MemoryClient(protocol);
        var control = control(client, "a");

        assertEquals(Optional.of(control.identity()), data(client, "a").resumedIdentity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_chain_of_data_connections_that_resume_each_other_keeps_the_identity(String protocol) throws Exception {
        var client = new MemoryClient(protocol);
        var control = control(client, "a");

        for (var transfer = 0; transfer < 20; transfer++) {
            var data = data(client, "a");
            assertEquals(Optional.of(control.identity()), data.resumedIdentity());
            assertEquals(control.engine().getSession().getCreationTime(), data.engine().getSession().getCreationTime());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_full_handshake_on_a_data_connection_has_no_identity(String protocol) throws Exception {
        control(new MemoryClient(protocol), "a");

        assertEquals(Optional.empty(), data(new MemoryClient(protocol), "a").resumedIdentity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_data_connection_that_resumes_an_unbound_data_connection_has_no_identity(String protocol) throws Exception {
        var client = new MemoryClient(protocol);
        data(client, "a");

        assertEquals(Optional.empty(), data(client, "a").resumedIdentity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_control_connection_never_takes_over_the_identity_of_another(String protocol) throws Exception {
        var client = new MemoryClient(protocol);
        var first = control(client, "a");
        var second = control(client, "a");

        assertTrue(first.ownsIdentity());
        assertTrue(second.ownsIdentity());
        assertNotEquals(first.identity(), second.identity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void two_control_connections_each_get_their_own_data_connections(String protocol) throws Exception {
        var client = new MemoryClient(protocol);
        var first = control(client, "a");
        var second = control(client, "b");

        assertEquals(Optional.of(second.identity()), data(client, "b").resumedIdentity());
        assertEquals(Optional.of(first.identity()), data(client, "a").resumedIdentity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_session_of_another_instance_is_not_resumed(String protocol) throws Exception {
        var client = new MemoryClient(protocol);
        control(client, "a");

        engines = implementation.open(TlsSettings.DEFAULTS, ServerKeys.of(keys), new ClientTrust.Off());

        assertEquals(Optional.empty(), data(client, "a").resumedIdentity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void an_engine_that_has_not_shaken_hands_owns_nothing(String protocol) throws Exception {
        var client = new MemoryClient(protocol);
        var control = engines.newControlEngine();
        control(client, "a");

        assertFalse(control.ownsIdentity());
        assertEquals(Optional.empty(), engines.newDataEngine().resumedIdentity());
    }

    private ControlEngine control(MemoryClient client, String host) throws Exception {
        var control = engines.newControlEngine();
        new MemoryHandshake(client.engine(host), control.engine()).complete();
        return control;
    }

    private DataEngine data(MemoryClient client, String host) throws Exception {
        var data = engines.newDataEngine();
        new MemoryHandshake(client.engine(host), data.engine()).complete();
        return data;
    }
}
