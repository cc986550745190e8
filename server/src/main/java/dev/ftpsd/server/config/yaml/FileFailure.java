package dev.ftpsd.server.config.yaml;

import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be read, in words for the administrator. */
public final class FileFailure {

    private FileFailure() {}

    /** The failure in a few words, without the path. */
    public static String sentence(Exception failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "no such file";
            case AccessDeniedException _ -> "permission denied";
            case InvalidPathException _ -> "not a path";
            case Exception e -> Quoted.sentence(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        };
    }
}
