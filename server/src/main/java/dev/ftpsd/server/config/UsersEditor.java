package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.auth.LoginMethod;
import dev.ftpsd.auth.PasswordHash;
import dev.ftpsd.auth.UserRecord;
import dev.ftpsd.server.config.yaml.Problems;
import dev.ftpsd.server.config.yaml.Utf8;

/**
 * Edits the users files of a configuration folder. The change is written aside, read with all the rest as a reload would, and
 * only then moved into place: whoever reads the file meanwhile, or after a power cut, finds the old text or the new one.
 */
public final class UsersEditor {

    private final SettingsReader reader;
    private final Path folder;

    /** An editor of that configuration folder. */
    public UsersEditor(SettingsReader reader, Path folder) {
        this.reader = reader;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** A change of the text of one file. */
    @FunctionalInterface
    private interface Change {
        String of(UsersText text) throws EditRefusedException;
    }

    /** A change at one user. */
    @FunctionalInterface
    private interface EntryChange {
        String of(UserEntryText entry) throws EditRefusedException;
    }

    /**
     * Adds a user.
     *
     * @param file as in {@code users.files}; empty for the first of them that has no {@code *}
     * @return the file's name
     * @throws ConfigProblems if the files have mistakes, before or with the change
     * @throws EditRefusedException if the user is there, or it is not plain where to write
     */
    public String add(NewUser user, Optional<String> file) throws ConfigProblems, EditRefusedException, IOException {
        var loaded = reader.read(folder);
        var earlier = loaded.users().find(user.name());
        if (earlier.isPresent()) {
            throw new EditRefusedException("user " + user.name() + " is already at " + earlier.get().origin());
        }
        var files = files(loaded);
        var wanted = file.map(name -> folder.resolve(name).normalize())
                .orElseGet(() -> folder.resolve(loaded.settings().users().files().stream()
                        .filter(pattern -> !pattern.contains("*")).findFirst().orElse("users.yaml")));
        if (Files.notExists(wanted)) {
            throw new EditRefusedException(wanted + " does not exist: make it with the one line \"version: 1\" first");
        }
        if (!files.contains(wanted)) {
            throw new EditRefusedException(wanted + " is none of the users files: users.files names "
                    + String.join(", ", loaded.settings().users().files()));
        }
        return edit(loaded, wanted, new EditCheck(user.name(), Optional::isPresent), text -> text.with(user));
    }

    /**
     * Lets a user log in or keeps them out.
     *
     * @return the file's name
     * @throws ConfigProblems if the files have mistakes, before or with the change
     * @throws EditRefusedException if there is no such user, or it is not plain where to write
     */
    public String setEnabled(String name, boolean enabled) throws ConfigProblems, EditRefusedException, IOException {
        return edit(reader.read(folder),
                new EditCheck(name, user -> user.isPresent() && user.get().admission().enabled() == enabled),
                entry -> entry.withEnabled(enabled));
    }

    /**
     * Gives a user another password.
     *
     * @return the file's name
     * @throws ConfigProblems if the files have mistakes, before or with the change
     * @throws EditRefusedException if there is no such user, if no password logs the user in, or it is not plain where to write
     */
    public String setPassword(String name, PasswordHash hash)
            throws ConfigProblems, EditRefusedException, IOException {
        var loaded = reader.read(folder);
        var user = loaded.users().find(name);
        if (user.isPresent() && user.get().proofs().accepted().equals(Set.of(LoginMethod.CERTIFICATE))) {
            throw new EditRefusedException("user " + name + " logs in by certificate alone, so that a password changes"
                    + " nothing: change login: first, at " + user.get().origin());
        }
        return edit(loaded, new EditCheck(name, now -> now.map(UserRecord::password)
                .filter(other -> other.encoded().equals(hash.encoded())).isPresent()),
                entry -> entry.withPassword(hash));
    }

    /**
     * What has been taken out.
     *
     * @param file the file's name
     * @param user as it was
     * @param last whether no user is left
     */
    public record Deleted(String file, UserRecord user, boolean last) {}

    /**
     * Takes a user out, with the comments that belong to the entry. Nothing but the entry is deleted.
     *
     * @throws ConfigProblems if the files have mistakes, before or with the change
     * @throws EditRefusedException if there is no such user, or it is not plain what to take out
     */
    public Deleted delete(String name) throws ConfigProblems, EditRefusedException, IOException {
        var loaded = reader.read(folder);
        var file = edit(loaded, new EditCheck(name, Optional::isEmpty), UserEntryText::without);
        return new Deleted(file, loaded.users().find(name).orElseThrow(), loaded.users().users().size() == 1);
    }

    private String edit(Loaded loaded, EditCheck check, EntryChange change)
            throws ConfigProblems, EditRefusedException, IOException {
        var name = check.name();
        for (var file : files(loaded)) {
            if (textOf(file).user(name).isPresent()) {
                return edit(loaded, file, check, text -> change.of(text.user(name).orElseThrow(
                        () -> new EditRefusedException(file + " was changed meanwhile by somebody else: try again"))));
            }
        }
        throw new EditRefusedException(UnknownUser.words(name, loaded));
    }

    private List<Path> files(Loaded loaded) {
        return UserFiles.find(folder, loaded.settings().users().files(), new Problems()).stream().map(Path::normalize)
                .toList();
    }

    private static UsersText textOf(Path file) throws IOException, EditRefusedException {
        return new UsersText(Utf8.withoutMark(Files.readString(file)));
    }

    private static final Map<PosixFilePermission, PosixFilePermission> GROUP_LIKE_OTHERS = Map.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    /** The server must go on reading what somebody else has edited, and nobody read what they could not. */
    private static void keepOwner(Path target, Path draft) throws IOException, EditRefusedException {
        var wanted = Files.readAttributes(target, PosixFileAttributes.class);
        var view = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
        var made = view.readAttributes();
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        permissions.addAll(wanted.permissions());
        try {
            if (!made.group().equals(wanted.group())) {
                view.setGroup(wanted.group());
            }
        } catch (FileSystemException _) {
            // Another group may do what everybody may.
            GROUP_LIKE_OTHERS.forEach((ofGroup, ofOthers) -> {
                if (!permissions.contains(ofOthers)) {
                    permissions.remove(ofGroup);
                }
            });
        }
        view.setPermissions(permissions);
        try {
            if (!made.owner().equals(wanted.owner())) {
                view.setOwner(wanted.owner());
            }
        } catch (FileSystemException e) {
            // Root reads it anyway, and everybody what others may read.
            if (!permissions.contains(PosixFilePermission.OTHERS_READ) && !wanted.owner().getName().equals("root")) {
                throw new EditRefusedException(
                        target + " belongs to " + wanted.owner() + ", who could not read it any more"
                                + " behind this edit: run the command as that user or as root");
            }
        }
    }

    private String edit(Loaded loaded, Path file, EditCheck check, Change change)
            throws ConfigProblems, EditRefusedException, IOException {
        // A link stays a link: what it points at is replaced.
        var target = file.toRealPath();
        var before = Files.readString(target);
        var after = change.of(new UsersText(Utf8.withoutMark(before)));
        // Names that begin with a dot are never read as users files.
        var draft = Files.createTempFile(target.getParent(), ".users-", ".yaml.new");
        try {
            keepOwner(target, draft);
            WholeText.write(draft, (before.startsWith(Utf8.BYTE_ORDER_MARK) ? Utf8.BYTE_ORDER_MARK : "") + after);
            check.check(loaded.users(), reader.readWith(folder, file, draft).users());
            if (!Files.readString(target).equals(before)) {
                throw new EditRefusedException(file + " was changed meanwhile by somebody else: try again");
            }
            WholeText.move(draft, target);
        } finally {
            Files.deleteIfExists(draft);
        }
        return file.startsWith(folder) ? folder.relativize(file).toString() : file.toString();
    }
}
