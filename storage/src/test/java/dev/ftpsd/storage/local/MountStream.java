package dev.ftpsd.storage.local;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.util.Iterator;
import java.util.Set;

/**
 * A directory of a file system that answers some questions about its files in its own way.
 *
 * @param directory the real one
 * @param answers what it says
 */
record MountStream(SecureDirectoryStream<Path> directory, Answers answers) implements SecureDirectoryStream<Path> {

    /** In the place of a call on {@link FileAttributeView}, or of what that tells. */
    interface Answers {

        /**
         * What is said, or thrown.
         *
         * @param name of the file
         * @param method of the view
         * @param real what the real one says
         */
        Object answer(Path name, String method, Call real) throws Exception;
    }

    /** A call that is not made yet. */
    interface Call {
        Object make() throws Exception;
    }

    /** Opens a store's root so, and all below it. */
    static Jail.Opener opener(Answers answers) {
        return root -> new HandleDirectory(root, root, new MountStream((SecureDirectoryStream<Path>) root
                .getFileSystem().provider().newDirectoryStream(root, _ -> true), answers));
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path name, Class<V> type, LinkOption... options) {
        var real = directory.getFileAttributeView(name, type, options);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (_, method, arguments) -> answers.answer(name, method.getName(), () -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() instanceof Exception failure ? failure : e;
                    }
                })));
    }

    @Override
    public SecureDirectoryStream<Path> newDirectoryStream(Path name, LinkOption... options) throws IOException {
        return new MountStream(directory.newDirectoryStream(name, options), answers);
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
        directory.move(name, ((MountStream) target).directory, targetName);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Class<V> type) {
        return directory.getFileAttributeView(type);
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
