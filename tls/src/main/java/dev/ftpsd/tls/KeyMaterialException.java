package dev.ftpsd.tls;

import java.util.Objects;

/**
 * A key or certificate that cannot be used. The message is for the administrator: it names the file, the certificate, what
 * is wrong and what helps. It holds paths of the machine, so it never goes to a client.
 */
public final class KeyMaterialException extends Exception {

    private static final long serialVersionUID = 1L;

    public KeyMaterialException(String message) {
        super(message);
    }

    public KeyMaterialException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
