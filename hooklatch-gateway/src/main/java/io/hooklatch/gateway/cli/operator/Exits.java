package io.hooklatch.gateway.cli.operator;

/** How the commands of operators end, as their help states it. */
final class Exits {
    static final String USAGE =
            "2:the command line is wrong, the key's role does not allow it, or it was not confirmed";
    static final String REACH = "3:the gateway cannot be reached, or the store cannot be opened";

    private Exits() {}
}
