package dev.ftpsd.server.command;

import java.io.IOException;
import java.util.Set;

import dev.ftpsd.server.data.DataFailure;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.storage.StorageException;

/** Which reply a failure becomes: the one place that knows (RFC 959 §5.4, RFC 4217 §10.2). */
final class FailureReplies {

    /** For these the name itself is at fault when nothing can be stored there (RFC 959 §5.4: 553). */
    private static final Set<String> STORING = Set.of("STOR", "STOU", "APPE", "RNTO");

    private FailureReplies() {}

    /** The reply of a command that failed. */
    static Reply of(String verb, IOException failure) {
        if (failure instanceof StorageException storage) {
            return Reply.of(code(verb, storage.kind()), text(storage));
        }
        if (failure instanceof DataFailure data) {
            return Reply.of(code(data.kind()), text(data));
        }
        return internal();
    }

    /** Something went wrong that is nobody's fault but ours; the log has it. */
    static Reply internal() {
        return Reply.of(ReplyCode.LOCAL_ERROR, "Local error; the administrator finds the reason in the log.");
    }

    private static ReplyCode code(String verb, StorageException.Kind kind) {
        return switch (kind) {
            case NOT_FOUND, NOT_A_FILE, DENIED, INTO_ITSELF, OTHER_DEVICE ->
                    STORING.contains(verb) ? ReplyCode.FILE_NAME_NOT_ALLOWED : ReplyCode.FILE_UNAVAILABLE;
            case ALREADY_EXISTS -> verb.equals("RNTO") ? ReplyCode.FILE_NAME_NOT_ALLOWED : ReplyCode.FILE_UNAVAILABLE;
            // MLSD of a file is a wrong argument (RFC 3659 §7.2.1).
            case NOT_A_DIRECTORY -> verb.equals("MLSD")
                    ? ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS
                    : STORING.contains(verb) ? ReplyCode.FILE_NAME_NOT_ALLOWED : ReplyCode.FILE_UNAVAILABLE;
            case NOT_EMPTY, TOO_MANY, REJECTED -> ReplyCode.FILE_UNAVAILABLE;
            case BAD_NAME -> STORING.contains(verb) ? ReplyCode.FILE_NAME_NOT_ALLOWED : ReplyCode.FILE_UNAVAILABLE;
            case OUT_OF_RANGE -> ReplyCode.INVALID_RESTART_OFFSET;
            case BUSY -> ReplyCode.FILE_BUSY;
            case NO_SPACE -> ReplyCode.INSUFFICIENT_STORAGE;
            case QUOTA_EXCEEDED, TOO_LARGE -> ReplyCode.EXCEEDED_STORAGE_ALLOCATION;
            case FAILED -> ReplyCode.LOCAL_ERROR;
        };
    }

    private static ReplyCode code(DataFailure.Kind kind) {
        return switch (kind) {
            case NOT_OPENED -> ReplyCode.CANNOT_OPEN_DATA_CONNECTION;
            case NOT_BOUND, TLS_FAILED -> ReplyCode.DATA_TLS_FAILED_OR_PROTOCOL_UNKNOWN;
            case GARBLED -> ReplyCode.LOCAL_ERROR;
            case TOO_MUCH -> ReplyCode.EXCEEDED_STORAGE_ALLOCATION;
            case TOO_LITTLE -> ReplyCode.RANGE_NOT_SATISFIABLE;
            case BROKEN, ABORTED -> ReplyCode.CONNECTION_CLOSED_TRANSFER_ABORTED;
        };
    }

    private static String text(IOException failure) {
        var message = failure.getMessage();
        return message == null ? "Failed." : message;
    }
}
