package dev.ftpsd.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.ftpsd.auth.Account;
import dev.ftpsd.auth.UserLimits;
import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.QuotaLedger;
import dev.ftpsd.storage.QuotaStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StoreLimits;
import dev.ftpsd.storage.Usage;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * One ledger for each home and its links, shared by all sessions and users who have it, however they are written. What is known of a home is kept in {@code quota} of
 * the state directory at an orderly end; without it, and after a crash, the home is counted again. A file there that is damaged
 * counts for nothing, so that it leads to counting and never to a quota of its own. Deleting one makes the server count. Any thread.
 */
final class Quotas implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger(Quotas.class);
    private static final Pattern LINE = Pattern.compile("bytes=(\\d{1,18}) entries=(\\d{1,18})");

    private final Installation installation;
    private final Path directory;
    private final Function<String, UserLimits> limits;
    private final Map<String, QuotaLedger> ledgers = new ConcurrentHashMap<>();

    /** @param limits of a user at this moment, by name */
    Quotas(Installation installation, Path stateDirectory, Function<String, UserLimits> limits) {
        this.installation = installation;
        this.directory = stateDirectory.resolve("quota");
        this.limits = limits;
    }

    /** A user's files under the user's limits. */
    FileStore limit(Account account, FileStore files) throws StorageException {
        var tree = CountedTree.of(account, installation);
        var ledger = ledgers.computeIfAbsent(tree, home -> new QuotaLedger(new Kept(directory, home)));
        return new QuotaStore(files, ledger, () -> {
            var now = limits.apply(account.name());
            return new StoreLimits(now.fileSize(), now.quota(), now.quotaFiles());
        });
    }

    /** Something has gone that nobody's session took away: whoever wants to know what stands there counts again. */
    void countAnew() {
        ledgers.values().forEach(QuotaLedger::countAnew);
    }

    /** Keeps what is known, for the next start. */
    @Override
    public void close() {
        ledgers.values().forEach(QuotaLedger::close);
    }

    /**
     * The file of one home.
     *
     * @param home as {@link CountedTree} names it; its hash is the file's name, since it may hold anything
     */
    private record Kept(Path directory, String home) implements QuotaLedger.Keeper {

        @Override
        public Optional<Usage> take() {
            var file = file();
            try {
                var lines = new StateFile(file).read();
                Files.deleteIfExists(file);
                return lines.isEmpty() ? Optional.empty() : parse(lines);
            } catch (IOException e) {
                LOG.warn("quota of {}: counting anew, since what was kept cannot be read: {}", home, e.toString());
                return Optional.empty();
            }
        }

        private Optional<Usage> parse(List<String> lines) {
            var line = LINE.matcher(lines.getFirst());
            if (lines.size() != 2 || !line.matches() || !lines.get(1).equals("home=" + home)) {
                LOG.warn("quota of {}: counting anew, since what was kept is damaged", home);
                return Optional.empty();
            }
            return Optional.of(new Usage(Long.parseLong(line.group(1)), Long.parseLong(line.group(2))));
        }

        @Override
        public void keep(Usage usage) {
            try {
                new StateFile(file()).write(
                        List.of("bytes=" + usage.bytes() + " entries=" + usage.entries(), "home=" + home));
            } catch (IOException e) {
                LOG.warn("quota of {}: will be counted anew, since server.state-dir cannot be written: {}", home,
                        e.toString());
            }
        }

        private Path file() {
            try {
                var hash = MessageDigest.getInstance("SHA-256").digest(home.getBytes(StandardCharsets.UTF_8));
                return directory.resolve(HexFormat.of().formatHex(hash, 0, 16));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }
}
