package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.util.Optional;

import dev.ftpsd.server.config.yaml.Section;
import dev.ftpsd.server.config.yaml.Type;
import dev.ftpsd.storage.s3.S3Libraries;
import dev.ftpsd.storage.s3.S3Location;

/** Where files of users are, as the files of the configuration name it: homes, and what links lead to. */
final class HomePlace {

    private static final String NAME = "{name}";
    private static final Type<String> TYPE =
            Type.of("home", "a path or s3://bucket/prefix, which may hold {name}", text -> {
                Checks.that(!S3Location.isMeant(text) || S3Location.parse(of(text, "name")).isPresent(), "no place");
                Checks.that(!Path.of(text).toString().isEmpty(), "empty");
                return Types.printable(text);
            });

    private HomePlace() {}

    static Optional<String> find(Section in, String key) {
        return checked(in, key, in.find(key, TYPE));
    }

    static Optional<String> require(Section in, String key) {
        return checked(in, key, in.require(key, TYPE));
    }

    static String get(Section in, String key, String fallback) {
        var place = in.get(key, TYPE, fallback);
        checked(in, key, Optional.of(place));
        return place;
    }

    /** The same for a default with variables, as {@link Section#get(String, Type, String, Object)}. */
    static String get(Section in, String key, String text, String fallback) {
        var place = in.get(key, TYPE, text, fallback);
        checked(in, key, Optional.of(place));
        return place;
    }

    private static Optional<String> checked(Section in, String key, Optional<String> place) {
        if (place.filter(S3Location::isMeant).isPresent() && !S3Libraries.present()) {
            in.error(key, "a home in S3 needs the libraries of lib/s3, which this installation leaves out: take a "
                    + "whole one, or an image that is built with --build-arg S3=yes");
        }
        if (place.filter(home -> home.startsWith("~")).isPresent()) {
            in.warning(key,
                    "~ is a folder of that name in the installation, not somebody's home: write the whole path");
        }
        return place;
    }

    /** The place of one user. */
    static String of(String place, String user) {
        return place.replace(NAME, user);
    }
}
