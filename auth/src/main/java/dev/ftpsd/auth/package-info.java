/**
 * Who is it, may they in, what may they do.
 *
 * <p>An {@link dev.ftpsd.auth.Authenticator} answers a login step with a {@link dev.ftpsd.auth.Verdict}; an accepted
 * one carries the {@link dev.ftpsd.auth.Account}, whose {@link dev.ftpsd.auth.RightsTable} says what may be done where.
 * Nothing here knows of files, sockets or replies: paths are plain strings that begin with a slash.
 *
 * <p>The people are a {@link dev.ftpsd.auth.UserDirectory}, made whole from the users files and swapped whole at a
 * reload. Each {@link dev.ftpsd.auth.UserRecord} in it joins an account with what its login asks for: {@link
 * dev.ftpsd.auth.Proofs} (a {@link dev.ftpsd.auth.PasswordHash}, a {@link dev.ftpsd.auth.CodeSecret} for one-time
 * codes) and an {@link dev.ftpsd.auth.Admission} (enabled, until when, at which {@link dev.ftpsd.auth.Hours}, from where:
 * {@link dev.ftpsd.auth.AddressRules}). {@link dev.ftpsd.auth.PasswordAuthenticator} compares, few at a time, in the {@link
 * dev.ftpsd.auth.HashQueue}; {@link dev.ftpsd.auth.LoginThrottle} says how long a guesser waits, and
 * {@link dev.ftpsd.auth.BanList} who is shut out. New hashes come from
 * {@link dev.ftpsd.auth.Argon2idHasher}.
 *
 * <p>What a client could learn by trying names is guarded in {@code PasswordAuthenticator} and {@code Decoys}; what a
 * users file could do to the server, in {@code HashText} and the kinds of hashes.
 */
@NullMarked
package dev.ftpsd.auth;

import org.jspecify.annotations.NullMarked;
