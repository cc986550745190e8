package dev.ftpsd.server.admin.http;

/**
 * An answer to a request.
 *
 * @param status of HTTP, such as 200
 * @param type its media type
 */
public record Content(int status, String type, String body) {

    private static final String PLAIN = "text/plain; charset=utf-8";

    static final String HTML = "text/html; charset=utf-8";
    /** The version that every Prometheus reads. */
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    /** What {@link Metrics#scrape()} says. */
    public static Content metrics(String scraped) {
        return new Content(200, METRICS, scraped);
    }

    /** A line of text. */
    public static Content line(int status, String text) {
        return new Content(status, PLAIN, text + "\n");
    }
}
