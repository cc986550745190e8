package dev.ftpsd.server.config;

/**
 * Bytes a second, or no limit: {@code 5MiB/s}, {@code unlimited}, {@code 0}.
 *
 * @param bytesPerSecond 1 or more; {@link Long#MAX_VALUE} stands for unlimited
 */
public record Rate(long bytesPerSecond) {

    public static final Rate UNLIMITED = new Rate(Long.MAX_VALUE);

    public Rate {
        Checks.that(bytesPerSecond > 0, "a rate must be more than 0; write unlimited for no limit");
    }

    /** @throws IllegalArgumentException if the text is no rate */
    static Rate parse(String text) {
        if (text.equals("unlimited") || text.equals("0")) {
            return UNLIMITED;
        }
        Checks.that(text.endsWith("/s"), "not a rate");
        return new Rate(Units.size(text.substring(0, text.length() - 2)));
    }

    public boolean isUnlimited() {
        return bytesPerSecond == Long.MAX_VALUE;
    }

    /** The text that would be read as this rate. */
    @Override
    public String toString() {
        return isUnlimited() ? "unlimited" : Units.ofSize(bytesPerSecond) + "/s";
    }
}
