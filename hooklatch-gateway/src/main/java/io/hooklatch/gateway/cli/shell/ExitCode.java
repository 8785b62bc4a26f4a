package io.hooklatch.gateway.cli.shell;

/** How commands end, as scripts see it. */
public final class ExitCode {
    /** Done, or stopped in order. */
    public static final int OK = 0;

    /** It ran and failed: the receiver refused, a request was cut off at the stop, an error of our own. */
    public static final int FAILED = 1;

    /** The command line or the configuration is wrong; nothing was done. */
    public static final int USAGE = 2;

    /** The gateway cannot start: the database is held or damaged, a port is taken. */
    public static final int CANNOT_START = 3;

    private ExitCode() {}
}
