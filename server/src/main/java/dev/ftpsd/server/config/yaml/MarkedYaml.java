package dev.ftpsd.server.config.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

import org.apache.commons.configuration2.YAMLConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Commons Configuration's YAML configuration, fed by {@link YamlComposer} in place of its own loader: the tree then
 * holds strings alone, and each node its place in the file. Lists are never split at commas (Argon2 hashes hold
 * commas; that is the parent's default and nothing here changes it). Used by one thread.
 */
final class MarkedYaml extends YAMLConfiguration {

    private final YamlComposer composer;

    /** An empty configuration whose {@code read} reports to {@code problems}. */
    MarkedYaml(String file, Problems problems, Variables variables) {
        this.composer = new YamlComposer(file, problems);
        setInterpolator(variables.interpolator());
    }

    /** The top of the tree. */
    ImmutableNode root() {
        return getNodeModel().getNodeHandler().getRootNode();
    }

    /** Whether a file was read and its top is a map. */
    boolean isRead() {
        return root().getAttributes().containsKey(Source.ATTRIBUTE);
    }

    @Override
    public void read(Reader in) throws ConfigurationException {
        try {
            var text = new StringWriter();
            in.transferTo(text);
            composer.compose(text.toString()).ifPresent(root -> getNodeModel().setRootNode(root));
        } catch (IOException e) {
            throw new ConfigurationException("cannot be read", e);
        }
    }

    @Override
    public void read(InputStream in) throws ConfigurationException {
        read(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** The options are the composer's: limits that a caller could loosen would be none. */
    @Override
    public void read(Reader in, LoaderOptions options) throws ConfigurationException {
        read(in);
    }

    @Override
    public void read(InputStream in, LoaderOptions options) throws ConfigurationException {
        read(in);
    }
}
