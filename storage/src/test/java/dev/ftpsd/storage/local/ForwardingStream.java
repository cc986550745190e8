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

/** A directory of this machine; whoever extends it says what is otherwise there, and below. */
abstract class ForwardingStream implements SecureDirectoryStream<Path> {

    private final SecureDirectoryStream<Path> directory;

    ForwardingStream(SecureDirectoryStream<Path> directory) {
        this.directory = directory;
    }

    /** Opens a store's root so. */
    static Jail.Opener opener(UnaryOperator<SecureDirectoryStream<Path>> around) {
        return root -> new HandleDirectory(root, root, around.apply((SecureDirectoryStream<Path>) root.getFileSystem()
                .provider().newDirectoryStream(root, _ -> true)));
    }

    /** The same for a directory below. */
    abstract ForwardingStream around(SecureDirectoryStream<Path> below);

    @Override
    public SecureDirectoryStream<Path> newDirectoryStream(Path name, LinkOption... options) throws IOException {
        return around(directory.newDirectoryStream(name, options));
    }

    @Override
    public SeekableByteChannel newByteChannel(Path name, Set<? extends OpenOption> options,
            FileAttribute<?>... attributes) throws IOException {
        return directory.newByteChannel(name, options, attributes);
    }

    @Override
    public void deleteFile(Path name) throws IOException {
        directory.deleteFile(name);
    }

    @Override
    public void deleteDirectory(Path name) throws IOException {
        directory.deleteDirectory(name);
    }

    @Override
    public void move(Path name, SecureDirectoryStream<Path> target, Path targetName) throws IOException {
        directory.move(name, ((ForwardingStream) target).directory, targetName);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Class<V> type) {
        return directory.getFileAttributeView(type);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path name, Class<V> type, LinkOption... options) {
        return directory.getFileAttributeView(name, type, options);
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
