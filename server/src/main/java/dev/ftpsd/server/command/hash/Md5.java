package dev.ftpsd.server.command.hash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.config.ProtocolSettings;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.SyntaxException;
import dev.ftpsd.server.receipt.Receipts;

/** MD5 and MMD5 (draft-twine-ftpmd5): the MD5 hash of one file, or of several whose names stand between commas. */
public final class Md5 implements Command<List<String>> {

    private static final int MOST_PATHS = 32;

    private final ReplyCode done;
    private final FileHasher hasher;

    /**
     * One of the two.
     *
     * @param done 251 for MD5, 252 for MMD5
     * @param receipts of uploads
     */
    public Md5(String verb, ReplyCode done, Receipts receipts) {
        this.done = done;
        this.hasher = new FileHasher(verb, ReplyCode.EXCEEDED_STORAGE_ALLOCATION,
                ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, receipts);
    }

    /** The one path of MD5, in double quotes or bare. */
    public static List<String> one(String argument) throws SyntaxException {
        return List.of(unquoted(argument));
    }

    /** The paths of MMD5; a name with a comma cannot be asked for. */
    public static List<String> several(String argument) throws SyntaxException {
        var paths = new ArrayList<String>();
        for (var word : argument.split(",", -1)) {
            paths.add(unquoted(word.strip()));
        }
        if (paths.size() > MOST_PATHS) {
            throw new SyntaxException("At most " + MOST_PATHS + " paths are taken");
        }
        return paths;
    }

    private static String unquoted(String word) throws SyntaxException {
        var parsed = PathAndRange.parse(word);
        var whole = parsed.whole();
        if (whole.isEmpty() && !parsed.range().equals(FileHasher.Range.WHOLE)) {
            throw new SyntaxException("No range is taken");
        }
        return whole.isEmpty() ? parsed.path() : whole;
    }

    @Override
    public Outcome execute(CommandContext context, List<String> paths) throws IOException {
        if (!context.settings().protocol().hash().contains(ProtocolSettings.Hash.MD5)) {
            return Outcome.replied(ReplyCode.NOT_IMPLEMENTED, "MD5 is switched off here.");
        }

        var told = new ArrayList<String>();
        for (var path : paths) {
            switch (hasher.hash(context, context.path(path), ProtocolSettings.Hash.MD5, FileHasher.Range.WHOLE)) {
                case FileHasher.Result.Refused(var reply) -> {
                    return new Outcome.Replied(reply);
                }
                case FileHasher.Result.Hashed(var hex, var _) ->
                        told.add('"' + path.replace("\"", "\"\"") + "\" " + hex.toUpperCase(Locale.ROOT));
            }
        }
        return Outcome.replied(done, String.join(", ", told));
    }

    /** The line of FEAT, while the algorithm is on. */
    public static List<String> feature(CommandContext context) {
        return context.settings().protocol().hash().contains(ProtocolSettings.Hash.MD5) ? List.of("MD5") : List.of();
    }
}
