package io.hooklatch.gateway.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {
    private static final String UNPACKED = "(unpackaged)";

    /** The version of the jar that this class is in. */
    static String ofProgram() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? UNPACKED : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"hooklatch " + ofProgram(), "Java " + Runtime.version()};
    }
}
