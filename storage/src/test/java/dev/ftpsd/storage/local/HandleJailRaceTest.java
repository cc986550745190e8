package dev.ftpsd.storage.local;

/** The same with the directory handles of Java alone. */
class HandleJailRaceTest extends JailRaceTest {

    @Override
    Jail.Opener opener() {
        return OpenDirectory::openByJava;
    }
}
