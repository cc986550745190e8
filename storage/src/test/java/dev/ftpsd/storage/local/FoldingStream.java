package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.util.Iterator;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A directory whose file system takes some names for the same: what it has by one of them is found by all.
 *
 * @param directory the real one, which tells every name from every other
 * @param fold equal for names that are taken for the same
 */
record FoldingStream(Path path, SecureDirectoryStream<Path> directory, UnaryOperator<String> fold)
        implements
        SecureDirectoryStream<Path> {

    /** Opens a store's root so, and all below it. */
    static Jail.Opener opener(UnaryOperator<String> fold) {
        return root -> new HandleDirectory(root, root, new FoldingStream(root, open(root), fold));
    }

    private static SecureDirectoryStream<Path> open(Path path) throws IOException {
        return (SecureDirectoryStream<Path>) path.getFileSystem().provider().newDirectoryStream(path, _ -> true);
    }

    /** The name that the directory has for this one, or this one where it has none. */
    private Path own(Path asked) throws IOException {
        var wanted = fold.apply(asked.getName(0).toString());
        try (var all = open(path)) {
            for (var each : all) {
                var name = each.getFileName();
                if (fold.apply(name.toString()).equals(wanted)) {
                    return asked.getNameCount() == 1 ? name : name.resolve(asked.subpath(1, asked.getNameCount()));
                }
            }
        }
        return asked;
    }

    @Override
    public SecureDirectoryStream<Path> newDirectoryStream(Path name, LinkOption... options) throws IOException {
        var own = own(name);
        return new FoldingStream(path.resolve(own).normalize(), directory.newDirectoryStream(own, options), fold);
    }

    @Override
    public SeekableByteChannel newByteChannel(Path name, Set<? extends OpenOption> options,
            FileAttribute<?>... attributes) throws IOException {
        return directory.newByteChannel(own(name), options, attributes);
    }

    @Override
    public void deleteFile(Path name) throws IOException {
        directory.deleteFile(own(name));
    }

    @Override
    public void deleteDirectory(Path name) throws IOException {
        directory.deleteDirectory(own(name));
    }

    @Override
    public void move(Path name, SecureDirectoryStream<Path> target, Path targetName) throws IOException {
        var other = (FoldingStream) target;
        directory.move(own(name), other.directory, other.own(targetName));
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Class<V> type) {
        return directory.getFileAttributeView(type);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path name, Class<V> type, LinkOption... options) {
        try {
            return directory.getFileAttributeView(own(name), type, options);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Iterator<Path> iterator() {
        return directory.iterator();
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
