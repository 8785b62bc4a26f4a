package io.hooklatch.gateway.cli;

/** How commands end, as scripts see it. */
final class ExitCode {
    /** Done, or stopped in order. */
    static final int OK = 0;

    /** It ran and failed: the receiver refused, a request was cut off at the stop, an error of our own. */
    static final int FAILED = 1;

    /** The command line or the configuration is wrong; nothing was done. */
    static final int USAGE = 2;

    /** The gateway cannot start: the database is held or damaged, a port is taken. */
    static final int CANNOT_START = 3;

    private ExitCode() {}
}
