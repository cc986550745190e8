package dev.ftpsd.server.admin;

import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.ftpsd.server.admin.socket.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ftpsd reload}: reads the configuration again, and tells what came of it. */
@Command(name = "reload", mixinStandardHelpOptions = true,
        description = {
                "Reads the configuration again: all of it comes into force, or nothing does. Certificates that do not",
                "serve are a warning, and the old ones stay in use. Prints what has changed, or every mistake with its",
                "file and line; exits 78 then."},
        footerHeading = "%nExamples:%n", footer = {"  ftpsd check && ftpsd reload"})
public final class ReloadCommand implements Callable<Integer> {

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        return server.ask(Request.of("reload"), answer -> Stream
                .concat(answer.lines("warnings").stream(), Stream.of(answer.message())).toList());
    }
}
