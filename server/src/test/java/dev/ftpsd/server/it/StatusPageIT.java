package dev.ftpsd.server.it;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The status page of a running server in a browser. The pictures are left in {@code target/status-*.png}, to be looked at. */
@Needs("chromium")
final class StatusPageIT {

    private static final String HOSTILE = "<script>document.title='taken'<b>";

    @TempDir
    Path directory;

    @Test
    void a_browser_shows_the_page_and_runs_nothing_of_a_client_s() throws Exception {
        var site = Site.make(directory);
        var file = site.conf().resolve("ftpsd.yaml");
        Files.writeString(file, Files.readString(file).replace("http: { enabled: false }", "http: { port: 0 }")
                + "limits: { rate-out: 1MiB/s }\n");
        Files.write(Files.createDirectories(site.home("alice")).resolve(HOSTILE), new byte[64 << 20]);
        try (var tree = RunningTree.start(site);
                var client = FtpTestClient.connect(tree.port()).secure().login("alice")) {
            var url = "http://127.0.0.1:"
                    + tree.await(Pattern.compile("status page: http://127.0.0.1:(\\d+)/")).group(1) + "/";
            try (var data = client.openData()) {
                client.send("RETR " + HOSTILE);
                client.expect(150);
                client.secure(data);
                data.socket().getInputStream().readNBytes(3_000_000);

                var page = chromium("--dump-dom", url).output();
                assertTrue(page.contains("<title>ftpsd status</title>"), page);
                assertTrue(page.contains("&lt;script&gt;document.title='taken'&lt;b&gt;"), page);
                assertTrue(page.contains(">alice</td>") && page.contains("<progress max=\"1000\""), page);
                assertFalse(page.contains("<script"), page);

                var light = picture("light", "1280,900", url);
                var dark = picture("dark", "1280,900", "--blink-settings=preferredColorScheme=0", url);
                var phone = picture("phone", "412,1600", url);
                assertTrue(brightness(light) > 200 && brightness(dark) < 80,
                        brightness(light) + " " + brightness(dark));
                assertEquals(412, phone.getWidth());
                // Nothing is cut off at the right: the outermost pixels are the empty margin.
                for (var row = 0; row < phone.getHeight(); row++) {
                    assertEquals(phone.getRGB(phone.getWidth() - 1, 0), phone.getRGB(phone.getWidth() - 4, row),
                            "row " + row);
                }
            }
        }
    }

    private BufferedImage picture(String name, String size, String... more) throws Exception {
        var target = Path.of("target").toAbsolutePath().resolve("status-" + name + ".png");
        Files.deleteIfExists(target);
        var arguments =
                new ArrayList<>(List.of("--hide-scrollbars", "--window-size=" + size, "--screenshot=" + target));
        arguments.addAll(List.of(more));
        chromium(arguments.toArray(String[]::new));
        var picture = ImageIO.read(target.toUri().toURL());
        var colours = new HashSet<Integer>();
        for (var x = 0; x < picture.getWidth(); x += 3) {
            for (var y = 0; y < picture.getHeight(); y += 3) {
                colours.add(picture.getRGB(x, y));
            }
        }
        assertTrue(colours.size() > 20, name + " shows " + colours.size() + " colours");
        return picture;
    }

    /** Of the margin at the left, which is the page's own colour. */
    private static int brightness(BufferedImage picture) {
        var colour = picture.getRGB(4, 4);
        return ((colour >> 16 & 0xff) + (colour >> 8 & 0xff) + (colour & 0xff)) / 3;
    }

    private Result chromium(String... arguments) throws Exception {
        var all = new ArrayList<>(List.of("--headless", "--no-sandbox", "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--user-data-dir=" + directory.resolve("browser")));
        all.addAll(List.of(arguments));
        return Tool.in(directory, "chromium").within(Duration.ofMinutes(2)).run(all, "").succeeds();
    }
}
