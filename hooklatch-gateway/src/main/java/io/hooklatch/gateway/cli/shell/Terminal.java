package io.hooklatch.gateway.cli.shell;

import io.hooklatch.gateway.demo.Screen;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What is known of the place where the output goes. */
public final class Terminal {
    private final Map<String, String> environment;

    public Terminal(Map<String, String> environment) {
        this.environment = environment;
    }

    /** A screen that moves only on a terminal, and has colours only there and unless {@code NO_COLOR} is set. */
    public Screen screen(PrintWriter out) {
        boolean moves =
                interactive() && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        // https://no-color.org: present and not empty, whatever its value.
        boolean colours = moves && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Screen(out, moves, colours, charset());
    }

    /** Asks on the terminal, where there is one. */
    public Prompt prompt() {
        return question -> interactive()
                ? Optional.ofNullable(System.console()).map(console -> console.readLine("%s", question))
                : Optional.empty();
    }

    /** A line of progress that is drawn anew on a terminal, and now and then a line where there is none. */
    public Progress progress(PrintWriter out) {
        boolean moves =
                interactive() && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Progress(out, moves);
    }

    private static boolean interactive() {
        return Optional.ofNullable(System.console())
                .filter(Terminal::isTerminal)
                .isPresent();
    }

    /** Newer JDKs have a console without a terminal too, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException older) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static Charset charset() {
        try {
            return Charset.forName(System.getProperty("native.encoding", "US-ASCII"));
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.US_ASCII;
        }
    }
}
