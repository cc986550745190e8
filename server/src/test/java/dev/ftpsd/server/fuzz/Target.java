package dev.ftpsd.server.fuzz;

import java.util.List;

import dev.ftpsd.server.control.DecoderTarget;
import dev.ftpsd.server.control.SequencerTarget;
import dev.ftpsd.server.support.FuzzTarget;

/** What is tried with inputs that nobody thought of. */
enum Target {

    /** Telnet and lines. */
    DECODER,

    /** A whole control connection. */
    SEQUENCER,

    /** The argument parser of every row of the table. */
    ARGUMENTS,

    /** PORT and EPRT. */
    HOST_PORT,

    /** What clients mean by a path. */
    PATH,

    /** Times and facts of MFMT, MLST and OPTS. */
    FACTS,

    /** TYPE A. */
    ASCII,

    /** ftpsd.yaml and users.yaml. */
    YAML;

    /** Makes it, with all that it needs. */
    FuzzTarget open() throws Exception {
        return switch (this) {
            case DECODER -> new DecoderTarget();
            case SEQUENCER -> new SequencerTarget(Bench.services(), Bench.engines());
            case ARGUMENTS -> new ArgumentsTarget(Bench.services());
            case HOST_PORT -> new HostPortTarget();
            case PATH -> new PathTarget();
            case FACTS -> new FactsTarget();
            case ASCII -> new AsciiTarget();
            case YAML -> new YamlTarget();
        };
    }

    /** Inputs to begin with. */
    List<byte[]> seeds() throws Exception {
        return Seeds.of(this);
    }
}
