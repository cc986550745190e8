package dev.ftpsd.server.admin;

import java.util.List;
import java.util.concurrent.Callable;

import dev.ftpsd.server.admin.socket.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ftpsd drain}: ends the server as SIGTERM does. */
@Command(name = "drain", mixinStandardHelpOptions = true,
        description = {"Ends the server: nobody new is let in, idle sessions end at once,",
                "transfers may take server.shutdown-grace to finish. Does not wait for the end."})
public final class DrainCommand implements Callable<Integer> {

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        return server.ask(Request.of("drain"), answer -> List.of(answer.message()));
    }
}
