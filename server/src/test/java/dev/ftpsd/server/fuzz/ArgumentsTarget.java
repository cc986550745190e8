package dev.ftpsd.server.fuzz;

import java.nio.charset.StandardCharsets;

import dev.ftpsd.server.command.CommandSpec;
import dev.ftpsd.server.command.CommandTable;
import dev.ftpsd.server.command.Services;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.SyntaxException;
import dev.ftpsd.server.support.FuzzTarget;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever stands behind a verb is taken or is a syntax error whose text can stand in a reply; nothing else comes of it. */
final class ArgumentsTarget implements FuzzTarget {

    private final CommandTable table;

    ArgumentsTarget(Services services) {
        table = new CommandTable(services);
    }

    @Override
    public void accept(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8).replaceAll("[\\x00-\\x1f\\x7f]", "");
        for (var spec : table.rows()) {
            parse(spec, text);
        }
    }

    private static void parse(CommandSpec<?> spec, String argument) {
        try {
            assertNotNull(spec.parser().parse(argument), spec.verb());
        } catch (SyntaxException e) {
            var reply = Reply.of(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, e.getMessage() + ". Syntax: " + spec.syntax());
            assertTrue(reply.toWire().length() < 400, reply.toString());
        }
    }
}
