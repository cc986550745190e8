package dev.ftpsd.server;

import java.util.Optional;

import picocli.CommandLine.IVersionProvider;

/** What {@code ftpsd --version} says; clients are never told. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var version = Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("(not packaged)");
        return new String[]{"ftpsd " + version};
    }
}
