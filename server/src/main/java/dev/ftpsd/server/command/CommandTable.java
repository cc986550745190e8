package dev.ftpsd.server.command;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.ftpsd.auth.Secret;
import dev.ftpsd.server.command.browse.Cwd;
import dev.ftpsd.server.command.browse.ListDirectory;
import dev.ftpsd.server.command.browse.ListStyles;
import dev.ftpsd.server.command.browse.Mlst;
import dev.ftpsd.server.command.browse.Pwd;
import dev.ftpsd.server.command.file.Avbl;
import dev.ftpsd.server.command.file.Dele;
import dev.ftpsd.server.command.file.Dsiz;
import dev.ftpsd.server.command.file.Mdtm;
import dev.ftpsd.server.command.file.Mff;
import dev.ftpsd.server.command.file.Mfmt;
import dev.ftpsd.server.command.file.Mkd;
import dev.ftpsd.server.command.file.Rmd;
import dev.ftpsd.server.command.file.Rnfr;
import dev.ftpsd.server.command.file.Rnto;
import dev.ftpsd.server.command.file.Size;
import dev.ftpsd.server.command.hash.Checksum;
import dev.ftpsd.server.command.hash.Hash;
import dev.ftpsd.server.command.hash.Md5;
import dev.ftpsd.server.command.hash.PathAndRange;
import dev.ftpsd.server.command.info.Feat;
import dev.ftpsd.server.command.info.Fixed;
import dev.ftpsd.server.command.info.Help;
import dev.ftpsd.server.command.info.Opts;
import dev.ftpsd.server.command.info.Stat;
import dev.ftpsd.server.command.login.Acct;
import dev.ftpsd.server.command.login.ConfiguredNames;
import dev.ftpsd.server.command.login.Host;
import dev.ftpsd.server.command.login.Lang;
import dev.ftpsd.server.command.login.Logins;
import dev.ftpsd.server.command.login.Pass;
import dev.ftpsd.server.command.login.Quit;
import dev.ftpsd.server.command.login.Rein;
import dev.ftpsd.server.command.login.User;
import dev.ftpsd.server.command.secure.Auth;
import dev.ftpsd.server.command.secure.Ccc;
import dev.ftpsd.server.command.secure.Pbsz;
import dev.ftpsd.server.command.secure.Prot;
import dev.ftpsd.server.command.site.Site;
import dev.ftpsd.server.command.transfer.Abor;
import dev.ftpsd.server.command.transfer.Allo;
import dev.ftpsd.server.command.transfer.Eprt;
import dev.ftpsd.server.command.transfer.Epsv;
import dev.ftpsd.server.command.transfer.Mode;
import dev.ftpsd.server.command.transfer.Pasv;
import dev.ftpsd.server.command.transfer.Port;
import dev.ftpsd.server.command.transfer.Rang;
import dev.ftpsd.server.command.transfer.Rest;
import dev.ftpsd.server.command.transfer.Retr;
import dev.ftpsd.server.command.transfer.Stor;
import dev.ftpsd.server.command.transfer.Stou;
import dev.ftpsd.server.command.transfer.Stru;
import dev.ftpsd.server.command.transfer.Type;
import dev.ftpsd.server.config.ProtocolSettings;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.receipt.Receipts;
import dev.ftpsd.storage.WriteMode;

/** Every verb that the server knows: the protocol on one page. */
public final class CommandTable {

    private final Map<String, CommandSpec<?>> byVerb = new LinkedHashMap<>();

    public CommandTable(Services services) {
        login(services);
        secure(services);
        browse();
        files(services);
        facts(services);
        hashes(services);
        parameters(services);
        transfers(services);
        information();
        NotBuilt.rows().forEach(this::row);
    }

    /** A table of these rows alone. */
    CommandTable(List<CommandSpec<?>> rows) {
        rows.forEach(this::row);
    }

    private void login(Services services) {
        var events = services.events();
        var logins = new Logins(services, events);
        row(CommandSpec.of("USER <name>", Arguments::required,
                new User(services.authenticator(), services.users(), logins, events)).forEverybody());
        row(CommandSpec.of("PASS <password>", Secret::of,
                new Pass(services.authenticator(), services.throttle(), services.bans(), logins, events))
                .forEverybody());
        row(CommandSpec.of("ACCT <account>", Arguments::required, new Acct()).forEverybody());
        row(CommandSpec.of("REIN", Arguments::ignored, new Rein(events)).forEverybody());
        row(CommandSpec.of("HOST <name>", Host::parse, new Host(new ConfiguredNames())).forEverybody().feature("HOST"));
        row(CommandSpec.of("LANG [<tag>]", Arguments::optional, new Lang()).forEverybody().feature("LANG EN*"));
        row(CommandSpec.of("QUIT", Arguments::ignored, new Quit()).forEverybody());
    }

    private void secure(Services services) {
        row(CommandSpec.of("AUTH TLS", Arguments::word, new Auth()).forEverybody()
                .feature(Auth.where("AUTH TLS", "AUTH SSL")));
        row(CommandSpec.of("PBSZ 0", Pbsz::parse, new Pbsz()).forEverybody().feature(Auth.where("PBSZ")));
        row(CommandSpec.of("PROT P|C", Arguments::word, new Prot(services.users())).forEverybody()
                .feature(Auth.where("PROT")));
        row(CommandSpec.of("CCC", Arguments::ignored, new Ccc(services.events())));
    }

    private void browse() {
        row(CommandSpec.of("PWD", Arguments::ignored, new Pwd()), "XPWD");
        row(CommandSpec.of("CWD <path>", Arguments::required, new Cwd()), "XCWD");
        row(CommandSpec.of("CDUP", argument -> "..", new Cwd()), "XCUP");
        row(CommandSpec.of("LIST [<path>]", Arguments::listPath, new ListDirectory("LIST", ListStyles.UNIX))
                .overData());
        row(CommandSpec.of("NLST [<path>]", Arguments::listPath, new ListDirectory("NLST", ListStyles.NAMES))
                .overData());
        row(CommandSpec.of("MLST [<path>]", Arguments::optional, new Mlst()).feature(Mlst::feature));
        row(CommandSpec.of("MLSD [<path>]", Arguments::optional, new ListDirectory("MLSD", ListStyles.FACTS))
                .overData().feature("MLSD"));
    }

    private void files(Services services) {
        var changes = new Changes(services);
        row(CommandSpec.of("MKD <path>", Arguments::required, new Mkd(changes)), "XMKD");
        row(CommandSpec.of("RMD <path>", Arguments::required, new Rmd(changes)), "XRMD");
        row(CommandSpec.of("DELE <path>", Arguments::required, new Dele(changes)));
        row(CommandSpec.of("RNFR <path>", Arguments::required, new Rnfr()));
        row(CommandSpec.of("RNTO <path>", Arguments::required, new Rnto(changes)));
    }

    private void facts(Services services) {
        var events = services.events();
        row(CommandSpec.of("SIZE <path>", Arguments::required, new Size()).feature("SIZE"));
        row(CommandSpec.of("MDTM <path>", Arguments::required, new Mdtm()).feature("MDTM"));
        row(CommandSpec.of("MFMT <YYYYMMDDHHMMSS> <path>", Mfmt.Argument::parse, new Mfmt()).feature("MFMT"));
        row(CommandSpec.of("MFCT", Arguments::ignored,
                new Fixed(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER, "Times of creation are not kept here.")));
        row(CommandSpec.of("MFF <fact>=<value>; <path>", Mff.Argument::parse, new Mff(events))
                .feature("MFF Modify;UNIX.mode;"));
        row(CommandSpec.of("AVBL [<path>]", Arguments::optional, new Avbl()).feature("AVBL"));
        row(CommandSpec.of("DSIZ [<path>]", Arguments::optional, new Dsiz()).endedByAbor().feature("DSIZ"));
        var site = new Site(events);
        row(CommandSpec.of(site.syntax(), Arguments::required, site));
    }

    private void hashes(Services services) {
        var receipts = services.receipts();
        row(CommandSpec.of("HASH <path>", Arguments::required, new Hash(receipts)).endedByAbor()
                .feature(Hash::feature));
        checksum("XCRC", ProtocolSettings.Hash.CRC32, receipts);
        checksum("XMD5", ProtocolSettings.Hash.MD5, receipts);
        checksum("XSHA", ProtocolSettings.Hash.SHA_1, receipts);
        checksum("XSHA1", ProtocolSettings.Hash.SHA_1, receipts);
        checksum("XSHA256", ProtocolSettings.Hash.SHA_256, receipts);
        checksum("XSHA512", ProtocolSettings.Hash.SHA_512, receipts);
        row(CommandSpec.of("MD5 <path>", Md5::one, new Md5("MD5", ReplyCode.MD5_OF_FILE, receipts)).endedByAbor()
                .feature(Md5::feature));
        row(CommandSpec.of("MMD5 <path>, <path>", Md5::several, new Md5("MMD5", ReplyCode.MD5_OF_FILES, receipts))
                .endedByAbor());
    }

    private void checksum(String verb, ProtocolSettings.Hash algorithm, Receipts receipts) {
        var command = new Checksum(verb, algorithm, receipts);
        row(CommandSpec.of(verb + " <path> [<start> [<end>]]", PathAndRange::parse, command).endedByAbor()
                .feature(command::feature));
    }

    private void parameters(Services services) {
        row(CommandSpec.of("TYPE A|I|L 8", Arguments::word, new Type()).forEverybody());
        row(CommandSpec.of("STRU F", Arguments::word, new Stru()).forEverybody());
        row(CommandSpec.of("MODE S|Z", Arguments::word, new Mode()).forEverybody().feature(Mode::feature));
        row(CommandSpec.of("PASV", Arguments::ignored, new Pasv(services.data(), services.passiveHost())));
        row(CommandSpec.of("EPSV [1|2|ALL]", Arguments::optional, new Epsv(services.data())).feature("EPSV"));
        row(CommandSpec.of("PORT <h1,h2,h3,h4,p1,p2>", Arguments::required, new Port(services.data())));
        row(CommandSpec.of("EPRT |<protocol>|<address>|<port>|", Arguments::required,
                new Eprt(services.data())).feature("EPRT"));
        row(CommandSpec.of("REST <offset>", Arguments::bytes, new Rest()).feature("REST STREAM", "TVFS"));
        row(CommandSpec.of("RANG <first> <last>", Rang.Argument::parse, new Rang()).feature("RANG STREAM"));
        row(CommandSpec.of("ALLO <size>", Allo::parse, new Allo()));
    }

    private void transfers(Services services) {
        row(CommandSpec.of("RETR <path>", Arguments::required, new Retr(services)).overData());
        row(CommandSpec.of("STOR <path>", Arguments::required,
                new Stor("STOR", WriteMode.REPLACE, services)).overData());
        row(CommandSpec.of("APPE <path>", Arguments::required,
                new Stor("APPE", WriteMode.APPEND, services)).overData());
        row(CommandSpec.of("STOU [<path>]", Arguments::optional, new Stou(services)).overData());
        row(CommandSpec.of("ABOR", Arguments::ignored, new Abor()).forEverybody().inLane(Lane.ABORTS));
    }

    private void information() {
        row(CommandSpec.of("FEAT", Arguments::none, new Feat(this::features)).forEverybody().feature("UTF8"));
        row(CommandSpec.of("OPTS <command> [<options>]", Arguments::required, new Opts()).forEverybody());
        row(CommandSpec.of("HELP [<command>]", Arguments::optional, new Help(this::syntaxByVerb)).forEverybody());
        row(CommandSpec.of("STAT [<path>]", Arguments::optional, new Stat()).inLane(Lane.AT_ONCE));
        row(CommandSpec.of("SYST", Arguments::ignored,
                new Fixed(ReplyCode.SYSTEM_TYPE, "UNIX Type: L8")).forEverybody());
        row(CommandSpec.of("NOOP", Arguments::ignored, new Fixed(ReplyCode.COMMAND_OKAY, "I am here.")).forEverybody());
        row(CommandSpec.of("CLNT <name>", Arguments::required,
                new Fixed(ReplyCode.COMMAND_OKAY, "Noted.")).forEverybody().feature("CLNT"));
    }

    private void row(CommandSpec<?> spec, String... aliases) {
        byVerb.put(spec.verb(), spec);
        for (var alias : aliases) {
            byVerb.put(alias, spec.as(alias));
        }
    }

    /** The row of a verb in upper case. */
    public Optional<CommandSpec<?>> find(String verb) {
        return Optional.ofNullable(byVerb.get(verb));
    }

    /** Whether one of the verbs means that command, also where the other spelling is asked about: MKD and XMKD are one. */
    boolean isAmong(CommandSpec<?> spec, List<String> verbs) {
        return verbs.stream().flatMap(verb -> find(verb).stream())
                .anyMatch(row -> row.command().equals(spec.command()));
    }

    /** All rows, in the order of the page. */
    public Collection<CommandSpec<?>> rows() {
        return List.copyOf(byVerb.values());
    }

    /** The lines of FEAT (RFC 2389 §3.2), without those of verbs that are switched off. */
    private List<String> features(CommandContext context) {
        var denied = context.settings().protocol().commandsDenied();
        return byVerb.values().stream()
                .filter(spec -> !isAmong(spec, denied))
                .flatMap(spec -> spec.features().apply(context).stream())
                .toList();
    }

    private SortedMap<String, String> syntaxByVerb() {
        var syntax = new TreeMap<String, String>();
        byVerb.forEach((verb, spec) -> syntax.put(verb, spec.syntax()));
        return syntax;
    }
}
