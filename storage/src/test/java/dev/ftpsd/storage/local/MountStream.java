package dev.ftpsd.storage.local;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileAttributeView;

/** A directory of a file system that answers some questions about its files in its own way. */
final class MountStream extends ForwardingStream {

    private final Answers answers;

    /** @param answers what it says */
    private MountStream(SecureDirectoryStream<Path> directory, Answers answers) {
        super(directory);
        this.answers = answers;
    }

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
        return ForwardingStream.opener(directory -> new MountStream(directory, answers));
    }

    @Override
    ForwardingStream around(SecureDirectoryStream<Path> below) {
        return new MountStream(below, answers);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path name, Class<V> type, LinkOption... options) {
        var real = super.getFileAttributeView(name, type, options);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (_, method, arguments) -> answers.answer(name, method.getName(), () -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() instanceof Exception failure ? failure : e;
                    }
                })));
    }
}
