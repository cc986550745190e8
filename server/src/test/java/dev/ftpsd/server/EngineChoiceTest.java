package dev.ftpsd.server;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;

import dev.ftpsd.auth.Account.Resumption;
import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.config.TlsConfig.Engine;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.ResumingClient;
import dev.ftpsd.tls.SelfSigned;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import dev.ftpsd.tls.jdk.JdkTlsEngines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What becomes of a start, or a reload, where an implementation does not keep the promise of the binding. */
final class EngineChoiceTest {

    @TempDir
    Path state;

    private ServerKeys keys;

    @BeforeEach
    void makeKeys() throws Exception {
        keys = ServerKeys.of(SelfSigned.loadOrMake(state, "localhost", InstantSource.system()).keys());
    }

    /** Its data connections resume nothing: they are made by another instance. */
    private static TlsEngines broken(TlsSettings settings, ServerKeys keys, ClientTrust trust)
            throws GeneralSecurityException {
        return new Torn("broken", JdkTlsEngines.open(settings, keys, trust),
                JdkTlsEngines.open(settings, keys, trust), EngineChoiceTest::sound);
    }

    private static TlsEngines sound(TlsSettings settings, ServerKeys keys, ClientTrust trust)
            throws GeneralSecurityException {
        var engines = JdkTlsEngines.open(settings, keys, trust);
        return new Torn("sound", engines, engines, EngineChoiceTest::broken);
    }

    private static TlsEngines missing(TlsSettings settings, ServerKeys keys, ClientTrust trust)
            throws GeneralSecurityException {
        throw new GeneralSecurityException("libssl.so.3 is not there");
    }

    private TlsEngines choose(Engine engine, Resumption resumption, EngineChoice.Maker openSsl,
            EngineChoice.Maker jdk) throws Exception {
        return new EngineChoice(TlsSettings.DEFAULTS, keys, new ClientTrust.Off(), resumption,
                new EngineChoice.Makers(openSsl, jdk)).choose(engine);
    }

    private List<String> warningsOf(Engine engine, Resumption resumption, EngineChoice.Maker openSsl,
            EngineChoice.Maker jdk) throws Exception {
        try (var log = new HeardLog()) {
            choose(engine, resumption, openSsl, jdk);
            return log.lines("line").stream().filter(line -> line.contains("WARN")).toList();
        }
    }

    @Test
    void auto_goes_on_with_the_jdk_where_openssl_fails_its_self_test_and_says_so_in_one_line() throws Exception {
        assertEquals("sound", choose(Engine.AUTO, Resumption.REQUIRED, EngineChoiceTest::broken,
                EngineChoiceTest::sound).name());

        var warnings = warningsOf(Engine.AUTO, Resumption.REQUIRED, EngineChoiceTest::broken, EngineChoiceTest::sound);
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.getFirst().contains("Java's own engine serves")
                && warnings.getFirst().contains("is not recognised"), warnings.toString());
    }

    @Test
    void auto_goes_on_with_the_jdk_where_there_is_no_openssl() throws Exception {
        assertEquals("sound", choose(Engine.AUTO, Resumption.REQUIRED, EngineChoiceTest::missing,
                EngineChoiceTest::sound).name());
    }

    @Test
    void openssl_that_is_demanded_and_fails_is_a_failed_start_with_the_remedy() {
        var refused = assertThrows(StartFailure.class, () -> choose(Engine.OPENSSL, Resumption.OFF,
                EngineChoiceTest::broken, EngineChoiceTest::sound));

        var said = String.valueOf(refused.getMessage());
        assertTrue(said.contains("is not recognised") && said.contains("set tls.engine to auto"), said);
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "JDK"})
    void where_both_fail_a_start_that_relies_on_the_binding_is_refused_with_the_remedy(Engine engine) {
        var refused = assertThrows(StartFailure.class, () -> choose(engine, Resumption.REQUIRED,
                EngineChoiceTest::broken, EngineChoiceTest::broken));

        var said = String.valueOf(refused.getMessage());
        assertTrue(said.contains("data connections cannot be bound")
                && said.contains("set data.resumption to preferred"), said);
    }

    @ParameterizedTest
    @EnumSource(names = {"PREFERRED", "OFF"})
    void where_both_fail_a_start_that_does_not_rely_on_the_binding_is_warned(Resumption resumption) throws Exception {
        var warnings = warningsOf(Engine.JDK, resumption, EngineChoiceTest::broken, EngineChoiceTest::broken);

        assertTrue(warnings.stream().anyMatch(line -> line.contains("data connections cannot be bound")),
                warnings.toString());
    }

    @Test
    void a_reload_with_which_the_promise_would_be_broken_is_refused_with_the_remedy() throws Exception {
        var serving = sound(TlsSettings.DEFAULTS, keys, new ClientTrust.Off());

        var refused = assertThrows(GeneralSecurityException.class,
                () -> EngineChoice.renew(serving, TlsSettings.DEFAULTS, keys, new ClientTrust.Off()));

        var said = String.valueOf(refused.getMessage());
        assertTrue(said.contains("is not recognised") && said.contains("undo what was changed in tls"), said);
    }

    @Test
    void a_reload_is_taken_where_the_promise_holds_with_it() throws Exception {
        var serving = broken(TlsSettings.DEFAULTS, keys, new ClientTrust.Off());

        assertEquals("sound",
                EngineChoice.renew(serving, TlsSettings.DEFAULTS, keys, new ClientTrust.Off()).name());
    }

    @Test
    void a_reload_is_taken_where_the_promise_was_not_kept_before() throws Exception {
        var instances = List.of(JdkTlsEngines.open(TlsSettings.DEFAULTS, keys, new ClientTrust.Off()),
                JdkTlsEngines.open(TlsSettings.DEFAULTS, keys, new ClientTrust.Off()));
        var serving = new Torn("warned of", instances.getFirst(), instances.getLast(), EngineChoiceTest::broken);

        assertEquals("broken",
                EngineChoice.renew(serving, TlsSettings.DEFAULTS, keys, new ClientTrust.Off()).name());
    }

    /** Control connections of one instance, data connections of another; what a reload makes of them is a third thing. */
    private record Torn(String name, TlsEngines controls, TlsEngines datas,
            EngineChoice.Maker reloaded) implements TlsEngines {

        @Override
        public ControlEngine newControlEngine(String host) {
            return controls.newControlEngine(host);
        }

        @Override
        public DataEngine newDataEngine() {
            return datas.newDataEngine();
        }

        @Override
        public TlsEngines renewed(TlsSettings settings, ServerKeys keys, ClientTrust trust)
                throws GeneralSecurityException {
            return reloaded.open(settings, keys, trust);
        }

        @Override
        public ResumingClient newClient(String protocol) throws GeneralSecurityException {
            return controls.newClient(protocol);
        }
    }
}
