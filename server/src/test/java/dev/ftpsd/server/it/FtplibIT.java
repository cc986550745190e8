package dev.ftpsd.server.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Python's ftplib, whose data connections never resume a session. */
@Needs("python3")
final class FtplibIT {

    private static final String UPLOAD = """
            import ftplib, io, sys
            ftp = ftplib.FTP_TLS(timeout=20)
            ftp.connect('127.0.0.1', int(sys.argv[1]))
            ftp.login('alice', 'secret')
            ftp.prot_p()
            try:
                ftp.storbinary('STOR unbound', io.BytesIO(b'hello'))
                print('stored')
            except ftplib.all_errors as e:
                print(e)
            print(ftp.voidcmd('NOOP'))
            ftp.quit()
            """;

    @Test
    void a_client_that_cannot_resume_is_told_so_and_keeps_its_session(@TempDir Path directory) throws Exception {
        try (var tree = RunningTree.start(Site.make(directory))) {
            var result = Tool.in(tree.site().elsewhere(), "python3")
                    .run(List.of("-", Integer.toString(tree.port())), UPLOAD).succeeds();

            assertTrue(result.output().startsWith("522 ") && result.output().contains("resum"), result::toString);
            assertTrue(result.output().contains("200 "), result::toString);
            assertFalse(Files.exists(tree.site().home("alice").resolve("unbound")));
        }
    }
}
