package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.auth.Account;
import dev.ftpsd.auth.Account.Transport;
import dev.ftpsd.auth.Admission;
import dev.ftpsd.auth.Hours;
import dev.ftpsd.auth.Proofs;
import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.auth.UserRecord;
import dev.ftpsd.server.config.DataSettings.Protection;
import dev.ftpsd.server.config.UsersFile.Entry;
import dev.ftpsd.server.config.yaml.Nearest;
import dev.ftpsd.server.config.yaml.Section;

/**
 * Puts the users files together. What a user has comes, later ones winning, from: the built-in defaults, the defaults
 * of the first file, those of the user's own file, the user's groups in their order, the user. Groups may stand in
 * any file.
 */
final class UsersMerge {

    private final Map<String, Entry> groups = new LinkedHashMap<>();
    private final Map<String, Entry> users = new LinkedHashMap<>();
    private final List<UserRecord> records = new ArrayList<>();
    private final Path folder;
    private final OwnFolders own;
    private final Set<Path> secrets = new LinkedHashSet<>();
    private Optional<UserRecord> anonymous = Optional.empty();

    private UsersMerge(Path folder, OwnFolders own) {
        this.folder = folder;
        this.own = own;
    }

    /**
     * Everybody of all files; what is wrong is reported where the user stands.
     *
     * @param folder of the configuration, where the files of secrets are
     * @param own where no user's files should be
     */
    static Merged merge(List<UsersFile> files, Path folder, OwnFolders own) {
        var merge = new UsersMerge(folder, own);
        files.forEach(file -> file.groups().forEach(group -> merge.addOnce(group, merge.groups, "group")));

        var shared = files.isEmpty() ? Profile.BUILT_IN : files.getFirst().defaults().over(Profile.BUILT_IN);
        for (var index = 0; index < files.size(); index++) {
            var defaults = index == 0 ? shared : files.get(index).defaults().over(shared);
            for (var user : files.get(index).users()) {
                merge.addOnce(user, merge.users, "user");
                merge.records.add(merge.record(user, defaults));
            }
        }
        files.forEach(file -> file.anonymous().ifPresent(merge::anonymous));
        return new Merged(merge.records, merge.anonymous, List.copyOf(merge.secrets));
    }

    /**
     * Everybody of all files.
     *
     * @param users in order
     * @param anonymous empty where they are not let in
     * @param secrets the files of secrets that users name
     */
    record Merged(List<UserRecord> users, Optional<UserRecord> anonymous, List<Path> secrets) {

        Merged {
            users = List.copyOf(users);
            secrets = List.copyOf(secrets);
        }

        /** To be called when no mistake was found: no name is there twice then. */
        UserDirectory directory() {
            var directory = UserDirectory.of(users);
            return anonymous.map(directory::withAnonymous).orElse(directory);
        }
    }

    private void addOnce(Entry entry, Map<String, Entry> known, String what) {
        var earlier = known.putIfAbsent(entry.name(), entry);
        if (earlier != null) {
            entry.section().error("name",
                    "another " + what + " has this name, at " + earlier.section().origin().fileAndLine());
        }
    }

    private UserRecord record(Entry user, Profile defaults) {
        var profile = defaults;
        for (var index = 0; index < user.groups().size(); index++) {
            var name = user.groups().get(index);
            var group = groups.get(name);
            if (group == null) {
                user.section().error("groups[" + index + "]",
                        "no such group" + Nearest.hint(name, groups.keySet()));
            } else {
                profile = group.profile().over(profile);
            }
        }
        return record(user, user.profile().over(profile), user.section().origin().fileAndLine());
    }

    private UserRecord record(Entry user, Profile profile, String origin) {
        user.shown().codes().ifPresent(file -> secrets.add(folder.resolve(file)));
        if (profile.rights().isEmpty()) {
            user.section().warning("rights", "there are none, so that this user can do nothing");
        }
        var links = profile.links().stream()
                .map(link -> new Account.Link(link.path(), HomePlace.of(link.to(), user.name()))).toList();
        var account = new Account(user.name(), HomePlace.of(profile.home().orElse(""), user.name()),
                profile.making(), new RightsTable(profile.rights()),
                profile.transport().transport(),
                profile.kind().filter(kind -> kind == Profile.Kind.DEVICE).isPresent(), profile.charset(),
                user.groups(),
                profile.limits().limits(), links, false);
        warnOfOwnFolders(user.section(), account);
        account.making().folders().forEach(folder -> refuseInLink(user.section(), folder, account.links()));
        var admission = new Admission(profile.enabled().orElse(true), profile.validUntil().orElse(null),
                profile.hours().orElse(Hours.ALWAYS), profile.from().orElseThrow());
        return new UserRecord(account, UserProofs.of(user, profile, folder), admission, origin);
    }

    /** It would be made in a directory that others have as well. */
    private static void refuseInLink(Section section, String folder, List<Account.Link> links) {
        links.stream().filter(link -> ("/" + folder + "/").startsWith(link.path() + "/"))
                .forEach(link -> section.error("folders", folder + " is in the link " + link.path()
                        + ", and folders are made in the home alone: leave it out, and make it yourself if it is needed"));
    }

    /** An administrator may mean it, for an account of their own. */
    private void warnOfOwnFolders(Section section, Account account) {
        own.sharedWith(account.home()).ifPresent(warning -> section.warning("home", warning));
        account.links().forEach(
                link -> own.sharedWith(link.to()).ifPresent(warning -> section.warning("links", warning)));
    }

    /** The listener decides about TLS: a password that may be anything needs no protection. */
    private void anonymous(UsersFile.Anonymous section) {
        anonymous.ifPresent(earlier -> section.section().error("enabled",
                "anonymous is already let in, at " + earlier.origin()));
        var origin = section.section().origin().fileAndLine();
        var account = new Account("anonymous", HomePlace.of(section.home(), "anonymous"), Account.Making.NO_HOME,
                new RightsTable(List.of(new RightsTable.Rule("/", section.rights(), origin))),
                new Transport(false, Optional.empty(), false, section.protection().map(Protection::admitsClear)), false,
                Optional.empty(), List.of(), section.limits(), List.of(), true);
        warnOfOwnFolders(section.section(), account);
        anonymous = Optional.of(new UserRecord(account, Proofs.NONE, Admission.OPEN, origin));
    }
}
