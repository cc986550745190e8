package dev.ftpsd.server.command;

import dev.ftpsd.auth.Account;
import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;

/** Where an account's files are. */
@FunctionalInterface
public interface AccountFiles {

    /**
     * The files of an account, its home made if the account says so.
     *
     * @throws StorageException if the home is missing or cannot be used
     */
    FileStore open(Account account) throws StorageException;
}
