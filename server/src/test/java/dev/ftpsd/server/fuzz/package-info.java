/**
 * Inputs that nobody thought of. {@link dev.ftpsd.server.fuzz.Target} names what is tried: each target takes any octets and asserts
 * what must hold for all of them. Three things feed them:
 *
 * <ul>
 * <li>{@link dev.ftpsd.server.fuzz.FuzzTest}, in every build: the seeds, the inputs that once found something
 * ({@code src/test/fuzz}), and some thousand mutations of them that are the same in each run;
 * <li>{@code mvn -Pfuzz -pl server -am verify}: {@link dev.ftpsd.server.fuzz.CoverageGuidedRun}, where Jazzer mutates by what it
 * sees the code do; {@code -Dftpsd.fuzz.runs=100000} for each target, {@code -Dftpsd.fuzz.target=SEQUENCER} for one alone;
 * <li>{@link dev.ftpsd.server.fuzz.JazzerEntry}, for running Jazzer by hand.
 * </ul>
 *
 * <p>An input that finds something is put into {@code src/test/fuzz/TARGET/} with the mend.
 */
@NullMarked
package dev.ftpsd.server.fuzz;

import org.jspecify.annotations.NullMarked;
