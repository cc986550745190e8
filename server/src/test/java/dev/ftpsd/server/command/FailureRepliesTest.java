package dev.ftpsd.server.command;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What only a broken or full disk would show. */
final class FailureRepliesTest {

    @ParameterizedTest
    @CsvSource({"STOR, NO_SPACE, 452", "STOR, QUOTA_EXCEEDED, 552", "STOR, TOO_LARGE, 552", "STOR, BUSY, 450",
            "STOU, BUSY, 450", "DELE, BUSY, 450", "RNTO, BUSY, 450", "ALLO, NO_SPACE, 452", "MKD, QUOTA_EXCEEDED, 552",
            "STOR, FAILED, 451", "STOR, REJECTED, 550", "RETR, FAILED, 451", "HASH, FAILED, 451", "XCRC, FAILED, 451",
            "STOR, BAD_NAME, 553", "RNTO, ALREADY_EXISTS, 553", "MKD, ALREADY_EXISTS, 550",
            "MLSD, NOT_A_DIRECTORY, 501"})
    void each_refusal_of_a_store_has_its_own_code(String verb, Kind kind, int code) {
        var failure = new StorageException(kind, "/a", "refused");
        assertEquals(code, FailureReplies.of(verb, failure).code().number());
    }
}
