/**
 * {@code conf/}: what the administrator wrote, read, checked and turned into records.
 *
 * <p>{@link dev.ftpsd.server.config.SettingsReader} reads the folder and gives {@link
 * dev.ftpsd.server.config.Loaded}: the tree of records {@link dev.ftpsd.server.config.Settings} for {@code
 * ftpsd.yaml}, and the auth module's users. A mistake is never guessed around: all of all files are reported at once,
 * each with its place, and nothing is used.
 *
 * <p>A {@code …Schema} class declares the keys of one section by reading them: a key's name, type, default and the
 * record component it goes to stand in one line. {@code Types} has the types, {@code NotYetInForce} the keys whose
 * feature is not built. A new key is one component, one line in a schema, one in the shipped file with its comment,
 * one in the JSON Schema; tests hold the four together. How YAML becomes values is in {@code config.yaml}.
 */
@NullMarked
package dev.ftpsd.server.config;

import org.jspecify.annotations.NullMarked;
