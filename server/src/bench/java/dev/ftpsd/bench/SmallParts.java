package dev.ftpsd.bench;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;

import dev.ftpsd.server.listing.MachineFormat;
import dev.ftpsd.server.listing.UnixFormat;
import dev.ftpsd.server.protocol.Fact;
import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Single steps that are taken for each command or each entry of a listing, in nanoseconds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SmallParts {

    private final FileEntry entry = new FileEntry("report-2026.pdf", FileEntry.Kind.FILE, 1_234_567,
            Instant.parse("2026-11-21T10:00:00Z"), "0123456789abcdef01234567", 0644);
    private final UnixFormat unix = new UnixFormat(ZoneOffset.UTC, Instant.parse("2026-11-28T00:00:00Z"));
    private final MachineFormat machine = new MachineFormat(EnumSet.allOf(Fact.class), _ -> "adfrw");

    /** A line of LIST. */
    @Benchmark
    public String lineOfList() {
        return unix.line(entry);
    }

    /** A line of MLSD with all facts. */
    @Benchmark
    public String lineOfMlsd() {
        return machine.line(entry);
    }

    /** What a client names, from where it is. */
    @Benchmark
    public VirtualPath resolvedPath() throws StorageException {
        return VirtualPath.ROOT.resolve("/in/2026/../2025/./report.pdf");
    }
}
