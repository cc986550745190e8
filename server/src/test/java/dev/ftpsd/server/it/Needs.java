package dev.ftpsd.server.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The programs without which a test class, or one test, cannot run: looked for in PATH, except {@code basic-ftp}, for which there
 * must be node and npm.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NeededTools.class)
@interface Needs {

    /** Their names, as a shell knows them. */
    String[] value();
}
