package dev.ftpsd.server.admin;

import java.util.concurrent.Callable;

import dev.ftpsd.server.config.UsersEditor.Deleted;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ftpsd user delete}: takes a user out of the users file. */
@Command(name = "delete", mixinStandardHelpOptions = true, description = {
        "Takes a user out of the users file, with the comments of the entry, and reloads a server that runs.",
        "Sessions of that user end after the current transfer. The user's files stay, and so does a file with the",
        "secret of one-time codes. To keep somebody out for a while: ftpsd user disable."},
        footerHeading = "%nExamples:%n", footer = "  ftpsd user delete acme")
final class UserDeleteCommand implements Callable<Integer> {

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Parameters(paramLabel = "NAME", description = "The user, as in users.yaml.")
    private String name = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var line = spec == null ? new CommandLine(this) : spec.commandLine();
        return new UserEdit(conf).run(line, editor -> words(editor.delete(name)));
    }

    private String words(Deleted deleted) {
        var account = deleted.user().account();
        return deleted.file() + ": user " + name + " is deleted; what stays: the files in " + conf.place(account.home())
                + (deleted.user().proofs().codes() == null ? "" : ", the file with the secret of the one-time codes")
                + (deleted.last()
                        ? "\nnobody is left in the users files: the user of the first start may log in (users.bootstrap)"
                        : "");
    }
}
