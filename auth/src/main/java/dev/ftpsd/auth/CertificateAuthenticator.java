package dev.ftpsd.auth;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets users in by the certificate of their control connection, alone or with a password; everything else is for another
 * authenticator. The path of the certificate has been verified by then; whose it is, is decided here.
 *
 * <p>Only the holder of a certificate sees an answer to USER that others do not. A user who needs a certificate and shows none, or
 * another's, is asked for a password like anybody, and refused with the text and in the time of a wrong one: who has no certificate
 * does not learn that one is needed, nor whether the password was right.
 */
public final class CertificateAuthenticator implements Authenticator {

    private final Supplier<UserDirectory> users;
    private final Authenticator passwords;
    private final InstantSource clock;

    /**
     * An authenticator over whatever directory is in force.
     *
     * @param users the directory of this moment
     * @param passwords answers where no certificate lets in
     * @param clock the time that ends an account
     */
    public CertificateAuthenticator(Supplier<UserDirectory> users, Authenticator passwords, InstantSource clock) {
        this.users = users;
        this.passwords = passwords;
        this.clock = clock;
    }

    @Override
    public Verdict named(Credentials.Named credentials) {
        var user = users.get().find(credentials.user())
                .filter(found -> found.proofs().accepted().contains(LoginMethod.CERTIFICATE))
                .filter(found -> found.proofs().recognises(credentials.certificates()));
        if (user.isEmpty()) {
            return passwords.named(credentials);
        }

        Optional<Verdict> barred = user.get().admission().bar(clock.instant(), credentials.from())
                .map(Verdict.Rejected::new);
        return barred.orElseGet(() -> new Verdict.Accepted(user.get().account()));
    }

    @Override
    public Verdict withPassword(Credentials.WithPassword credentials) {
        var verdict = passwords.withPassword(credentials);
        if (!(verdict instanceof Verdict.Accepted)) {
            return verdict;
        }
        // As it is now: a reload may have changed what is asked for while the password was compared.
        var lacks = users.get().find(credentials.user()).map(UserRecord::proofs)
                .flatMap(proofs -> lacking(proofs, credentials.certificates()));
        return lacks.isPresent() ? new Verdict.Rejected(lacks.get()) : verdict;
    }

    private static Optional<Verdict.Reason> lacking(Proofs proofs, List<X509Certificate> certificates) {
        if (!proofs.wantsCertificate() || proofs.recognises(certificates)) {
            return Optional.empty();
        }
        return Optional
                .of(certificates.isEmpty() ? Verdict.Reason.NO_CERTIFICATE : Verdict.Reason.CERTIFICATE_MISMATCH);
    }
}
