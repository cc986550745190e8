package dev.ftpsd.auth;

/** Decides who may log in. Calls may take a second of computing (password hashes) and are made on threads that may wait. */
public interface Authenticator {

    /** Answers USER. The answer for a name that does not exist is that of one with a password. */
    Verdict named(Credentials.Named credentials);

    /** Answers PASS. An unknown user costs the same time as a wrong password. */
    Verdict withPassword(Credentials.WithPassword credentials);
}
