/**
 * The benchmark: {@code mvn -Pbench -pl server -am verify}. {@link dev.ftpsd.bench.Bench} puts the server beside the FTP servers
 * that this machine has and prints ratios of CPU time; {@link dev.ftpsd.bench.SmallParts} measures single steps with JMH. Never part
 * of {@code mvn verify}; server/src/docs/PERFORMANCE.md says how to read it.
 */
@NullMarked
package dev.ftpsd.bench;

import org.jspecify.annotations.NullMarked;
