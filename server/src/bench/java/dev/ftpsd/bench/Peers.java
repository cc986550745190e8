package dev.ftpsd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The servers, each configured for TLS 1.3 with the same certificate and for sessions in clear, with an equally cheap password hash. All
 * resume sessions; ours demands it, as it comes, and the others need not. A peer that is not installed is left out.
 */
final class Peers {

    /**
     * scrypt of {@link Site#PASSWORD}, which here takes as long as md5crypt in C, 0.2 ms, since that is nothing we would take;
     * bcrypt of cost 4 takes 1.2 ms, in C too.
     */
    private static final String SCRYPT = "$scrypt$ln=6,r=8,p=1$YmVuY2htYXJrb2ZmdHBzZA$zUDvZBBkZPMCHOm7X8VH1/PlGgl+kn+KL0uyLixKgp4";
    private static final String MD5 = "$1$ftpsd$XLWqCuColzPAHsGfvMrIQ.";

    private final Site site;

    Peers(Site site) {
        this.site = site;
    }

    Contestant ftpsd(Path tree, int port) throws IOException {
        var conf = site.write("ftpsd/conf/ftpsd.yaml", """
                version: 1
                server: { run-dir: %1$s/ftpsd/run, state-dir: %1$s/ftpsd/state }
                listeners:
                  - { name: explicit, address: 127.0.0.1, port: %2$d, tls: optional }
                tls: { certificate: %3$s, key: %4$s }
                data: { ports: "%5$d", resumption: required, protection: any }
                limits: { sessions: 2000, sessions-per-ip: 2000, sessions-per-user: 2000, commands-per-second: 0 }
                admin: { http: { enabled: false } }
                users: { files: [users.yaml] }
                """.formatted(site.folder(), port, site.certificate(), site.key(), port + 1));
        Files.createDirectories(site.folder().resolve("ftpsd/run"));
        site.write("ftpsd/conf/users.yaml", """
                version: 1
                users:
                  - { name: %s, password: "%s", home: %s, rights: [ { path: /, allow: full } ], tls: { required: false } }
                """.formatted(Site.USER, SCRYPT, site.home()));
        return start("ftpsd", List.of(tree.resolve("bin/ftpsd").toString(), "run", "--conf",
                conf.getParent().toString()), port, Site.USER);
    }

    /** By its anonymous user, for whom no account need be made; as root that is daemon, which has a home everywhere. */
    Optional<Contestant> vsftpd(int port) throws IOException {
        var program = Site.program("vsftpd");
        if (program.isEmpty()) {
            return Optional.empty();
        }
        var conf = site.write("vsftpd.conf", """
                listen=YES
                background=NO
                listen_port=%d
                listen_address=127.0.0.1
                %s
                anonymous_enable=YES
                no_anon_password=NO
                local_enable=NO
                write_enable=YES
                anon_upload_enable=YES
                anon_other_write_enable=YES
                anon_world_readable_only=NO
                anon_umask=022
                anon_root=%s
                ssl_enable=YES
                allow_anon_ssl=YES
                require_ssl_reuse=NO
                ssl_ciphers=HIGH
                rsa_cert_file=%s
                rsa_private_key_file=%s
                seccomp_sandbox=NO
                max_clients=0
                max_per_ip=0
                secure_chroot_dir=%s
                xferlog_enable=YES
                vsftpd_log_file=%s/vsftpd.xfer
                """.formatted(port, isRoot() ? "ftp_username=daemon" : "run_as_launching_user=YES", site.home(),
                site.certificate(), site.key(), Files.createDirectories(site.folder().resolve("empty")), site.folder()));
        return Optional.of(start("vsftpd", List.of(program.get().toString(), conf.toString()), port, "ftp"));
    }

    Optional<Contestant> proftpd(int port) throws IOException {
        var program = Site.program("proftpd");
        var modules = System.getProperty("bench.proftpd.modules", "/usr/lib/proftpd");
        if (program.isEmpty()) {
            return Optional.empty();
        }
        var owner = Files.getAttribute(site.home(), "unix:uid") + ":" + Files.getAttribute(site.home(), "unix:gid");
        var users = site.write("proftpd.passwd", "%s:%s:%s::%s:/bin/sh%n".formatted(Site.USER, MD5, owner, site.home()));
        var conf = site.write("proftpd.conf", """
                ModulePath %1$s
                %7$s
                ServerType standalone
                Port %2$d
                DefaultAddress 127.0.0.1
                UseIPv6 off
                UseReverseDNS off
                DefaultRoot ~
                RootLogin on
                RequireValidShell off
                AuthOrder mod_auth_file.c
                AuthUserFile %3$s
                WtmpLog off
                ScoreboardFile %4$s/proftpd.scoreboard
                PidFile %4$s/proftpd.pid
                SystemLog %4$s/proftpd.system
                TransferLog %4$s/proftpd.xfer
                DelayEngine off
                AllowOverwrite on
                TLSEngine on
                TLSRequired off
                TLSProtocol TLSv1.3
                TLSECCertificateFile %5$s
                TLSECCertificateKeyFile %6$s
                TLSVerifyClient off
                TLSOptions NoSessionReuseRequired
                """.formatted(modules, port, users, site.folder(), site.certificate(), site.key(),
                loaded(Path.of(modules))));
        return Optional.of(start("proftpd", List.of(program.get().toString(), "-n", "-c", conf.toString()), port,
                Site.USER));
    }

    /** Since Debian 13 what was built in before are modules, which have to be named. */
    private static String loaded(Path modules) {
        return Stream.of("mod_tls", "mod_delay", "mod_ls", "mod_xfer")
                .filter(name -> name.equals("mod_tls") || Files.exists(modules.resolve(name + ".so")))
                .map(name -> "LoadModule " + name + ".c").collect(Collectors.joining("\n"));
    }

    Optional<Contestant> pureFtpd(int port) throws IOException {
        var program = Site.program("pure-ftpd");
        var users = Site.program("pure-pw");
        if (program.isEmpty() || users.isEmpty()) {
            return Optional.empty();
        }
        // It lets nobody in as root; 65534 is nobody.
        var id = isRoot() ? 65_534 : Files.getAttribute(site.home(), "unix:uid");
        var text = site.write("pureftpd.passwd", "%s:%s:%s:%s::%s/./::::::::::::%n"
                .formatted(Site.USER, MD5, id, id, site.home()));
        var database = site.folder().resolve("pureftpd.pdb");
        Site.run(List.of(users.get().toString(), "mkdb", database.toString(), "-f", text.toString()));
        var pem = site.write("pureftpd.pem", Files.readString(site.key()) + Files.readString(site.certificate()));
        return Optional.of(start("pure-ftpd", List.of(program.get().toString(), "-S", "127.0.0.1," + port, "-l",
                "puredb:" + database, "-E", "-H", "-A", "-Y", "1", "-2", pem.toString(), "-u", "0", "-c", "1000",
                "-C", "1000", "-g", site.folder() + "/pureftpd.pid"), port, Site.USER));
    }

    Optional<Contestant> pyftpdlib(int port) throws IOException {
        var python = Stream.of(Site.program("python3"), Optional.of(Path.of("/usr/bin/python3"))).flatMap(Optional::stream)
                .filter(program -> works(program, "import pyftpdlib, OpenSSL")).findFirst();
        if (python.isEmpty()) {
            return Optional.empty();
        }
        var script = site.write("python/server.py", """
                from pyftpdlib.authorizers import DummyAuthorizer
                from pyftpdlib.handlers import TLS_FTPHandler
                from pyftpdlib.servers import FTPServer
                users = DummyAuthorizer()
                users.add_user('%s', '%s', '%s', perm='elradfmwMT')
                handler = TLS_FTPHandler
                handler.certfile, handler.keyfile, handler.authorizer = '%s', '%s', users
                handler.tls_control_required = handler.tls_data_required = False
                server = FTPServer(('127.0.0.1', %d), handler)
                server.max_cons = 2000
                server.serve_forever()
                """.formatted(Site.USER, Site.PASSWORD, site.home(), site.certificate(), site.key(), port));
        return Optional.of(start("pyftpdlib", List.of(python.get().toString(), script.toString()), port, Site.USER));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static boolean works(Path python, String code) {
        try {
            Site.run(List.of(python.toString(), "-c", code));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Contestant start(String name, List<String> command, int port, String user) throws IOException {
        return Contestant.start(name, command, site, port, user);
    }
}
