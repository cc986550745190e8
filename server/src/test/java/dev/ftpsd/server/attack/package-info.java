/**
 * Attacks that are known, each with the test that holds against it: {@code attacks.tsv} lists them, and
 * {@link dev.ftpsd.server.attack.AttackIndexTest} sees to it that none is without.
 */
@NullMarked
package dev.ftpsd.server.attack;

import org.jspecify.annotations.NullMarked;
