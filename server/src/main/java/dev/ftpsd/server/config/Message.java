package dev.ftpsd.server.config;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The texts that an administrator may write in place of the built-in ones, each in a file of the messages folder. */
public enum Message {

    /** 220, to whoever connects. */
    GREETING("greeting.txt", "{server} ready.", EnumSet.of(Variable.ADDRESS, Variable.SERVER, Variable.TIME)),

    /** 230, to whoever has logged in. */
    LOGIN("login.txt", "Welcome, {user}.",
            EnumSet.of(Variable.ADDRESS, Variable.SERVER, Variable.TIME, Variable.USER)),

    /** 221, to a user who says QUIT. */
    FAREWELL("farewell.txt",
            "Goodbye: {files-in} files in ({bytes-in} bytes), {files-out} files out ({bytes-out} bytes), {duration}.",
            EnumSet.allOf(Variable.class)),

    /** 530, whatever was wrong with a login: the text must not tell. */
    DENIED("denied.txt", "Login incorrect: check user name and password.",
            EnumSet.of(Variable.ADDRESS, Variable.SERVER, Variable.TIME)),

    /** 421, when there are too many sessions. */
    FULL("full.txt", "Too many sessions; try again later.",
            EnumSet.of(Variable.ADDRESS, Variable.SERVER, Variable.TIME));

    private final String file;
    private final String builtIn;
    @SuppressWarnings("ImmutableEnumChecker") // Set.copyOf cannot be changed
    private final Set<Variable> variables;

    Message(String file, String builtIn, Set<Variable> variables) {
        this.file = file;
        this.variables = Set.copyOf(variables);
        this.builtIn = builtIn;
    }

    /** The name of its file. */
    public String file() {
        return file;
    }

    /** What is said where there is no such file. */
    Template builtIn() {
        return Template.parse(builtIn, variables);
    }

    /** What its text may name. */
    Set<Variable> variables() {
        return variables;
    }

    /** What a text may name in braces. */
    public enum Variable {
        USER, ADDRESS, SERVER, TIME, FILES_IN, BYTES_IN, FILES_OUT, BYTES_OUT, DURATION;

        /** The word between the braces. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
