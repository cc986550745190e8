package dev.ftpsd.server.admin;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

import dev.ftpsd.server.admin.socket.ControlClient;
import dev.ftpsd.server.admin.socket.ControlClient.NoAnswerException;
import dev.ftpsd.server.admin.socket.ControlClient.NotRunningException;
import dev.ftpsd.server.admin.socket.Request;
import dev.ftpsd.server.config.ConfigProblems;
import dev.ftpsd.server.config.EditRefusedException;
import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.config.UsersEditor;
import picocli.CommandLine;

/** What all edits of users have in common: the edit, its failures, and the reload of a server that runs. */
final class UserEdit {

    private final ConfOption conf;
    private final SettingsReader reader = new SettingsReader(System.getenv());

    UserEdit(ConfOption conf) {
        this.conf = conf;
    }

    /** An edit that says what has been done, the name of the edited file first. */
    @FunctionalInterface
    interface Edit {
        String with(UsersEditor editor) throws ConfigProblems, EditRefusedException, IOException;
    }

    /**
     * Edits and reloads. What has been done is told once the file is changed, whether or not a server takes it up.
     *
     * @return what to exit with
     */
    int run(CommandLine line, Edit edit) {
        try {
            line.getOut().println(edit.with(new UsersEditor(reader, conf.folder())));
            return reload(line.getOut(), line.getErr());
        } catch (ConfigProblems e) {
            e.problems().forEach(line.getErr()::println);
            line.getErr().println("nothing was changed: correct the lines above first");
            return ExitCodes.CONFIG;
        } catch (EditRefusedException e) {
            line.getErr().println("nothing was changed: " + e.getMessage());
            return ExitCodes.REFUSED;
        } catch (IOException e) {
            line.getErr().println("nothing was changed: " + words(e, conf.folder()));
            return ExitCodes.REFUSED;
        }
    }

    /** Why a file of the folder cannot be written, and what to do. */
    static String words(IOException failure, Path folder) {
        return switch (failure) {
            case AccessDeniedException denied ->
                    denied.getFile() + " may not be written by this user: run the command as"
                            + " one who may write to " + folder;
            case FileSystemException wrong when String.valueOf(wrong.getReason()).contains("ead-only") ->
                    folder + " is read-only here: make the change where it comes from, in Kubernetes the Secret or"
                            + " ConfigMap, otherwise the folder that is mounted; a server that runs takes it up by itself";
            case IOException other -> "the file cannot be written: " + other;
        };
    }

    private int reload(PrintWriter out, PrintWriter err) {
        try {
            var folder = conf.installation().resolve(reader.runDir(conf.folder())).normalize();
            var answer = ControlClient.ask(folder, Request.of("reload"));
            answer.lines(answer.exit() == ExitCodes.OK ? "warnings" : "problems").forEach(err::println);
            (answer.exit() == ExitCodes.OK ? out : err).println(answer.message());
            return answer.exit();
        } catch (NotRunningException e) {
            out.println("no server runs with this configuration: it holds from the next start");
            return ExitCodes.OK;
        } catch (NoAnswerException e) {
            err.println("saved, but not told to the server, which may look at its files by itself: " + e.getMessage());
            return ExitCodes.UNAVAILABLE;
        }
    }
}
