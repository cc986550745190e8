/**
 * How a YAML file becomes checked values, whatever its keys are.
 *
 * <p>{@link dev.ftpsd.server.config.yaml.YamlComposer} parses with SnakeYAML and builds the node tree of Apache Commons
 * Configuration, every scalar a string and every node with its place in the file;
 * {@link dev.ftpsd.server.config.yaml.MarkedYaml} is the configuration that holds that tree and resolves variables. A
 * {@link dev.ftpsd.server.config.yaml.Section} reads one map of it: each read names a key, its
 * {@link dev.ftpsd.server.config.yaml.Type} and its default, and whatever nobody asked for is an unknown key. So the
 * code that reads is the declaration too: run over nothing, it lists the keys ({@link
 * dev.ftpsd.server.config.yaml.Reading#keys()}).
 *
 * <p>Nothing here throws for a mistake of the administrator: {@link dev.ftpsd.server.config.yaml.Problems} collects
 * them all.
 */
@NullMarked
package dev.ftpsd.server.config.yaml;

import org.jspecify.annotations.NullMarked;
