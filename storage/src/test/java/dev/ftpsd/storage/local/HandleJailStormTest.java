package dev.ftpsd.storage.local;

/** The same with the directory handles of Java alone. */
class HandleJailStormTest extends JailStormTest {

    @Override
    Jail.Opener opener() {
        return OpenDirectory::openByJava;
    }
}
