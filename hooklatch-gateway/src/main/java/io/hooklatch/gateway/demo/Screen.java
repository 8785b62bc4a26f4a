package io.hooklatch.gateway.demo;

import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * Where the demo writes: lines, and on a terminal a last line that is drawn anew. Thread-safe.
 *
 * <p>Without a terminal there is nothing but lines of plain text.
 */
public final class Screen {
    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final String MARKS = "\u2713\u2717\u2588\u2591\u2500";

    private final PrintWriter out;
    private final boolean redraws;
    private final boolean colours;
    private final boolean marks;
    private boolean drawn;

    /**
     * @param redraws whether a line can be drawn anew, as on a terminal
     * @param colours whether colours are wanted
     * @param charset what the characters of {@code out} become
     */
    public Screen(PrintWriter out, boolean redraws, boolean colours, Charset charset) {
        this.out = out;
        this.redraws = redraws;
        this.colours = colours;
        this.marks = charset.canEncode() && charset.newEncoder().canEncode(MARKS);
    }

    /** Whether {@link #status} shows anything. */
    boolean redraws() {
        return redraws;
    }

    /** Writes a line that stays. */
    synchronized void line(String text) {
        erase();
        out.println(text);
        out.flush();
    }

    /** Draws the last line anew. */
    synchronized void status(String text) {
        if (redraws) {
            out.print(CLEAR_LINE + text);
            out.flush();
            drawn = true;
        }
    }

    private void erase() {
        if (drawn) {
            out.print(CLEAR_LINE);
            drawn = false;
        }
    }

    String strong(String text) {
        return painted("1", text);
    }

    String faint(String text) {
        return painted("2", text);
    }

    String good(String text) {
        return painted("32", text);
    }

    String bad(String text) {
        return painted("31;1", text);
    }

    private String painted(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    String done() {
        return good(marks ? "\u2713" : "ok");
    }

    String failed() {
        return bad(marks ? "\u2717" : "!!");
    }

    /** A line across a table. */
    String rule(int width) {
        return faint((marks ? "\u2500" : "-").repeat(width));
    }

    /** How much of the whole is done, as a bar. */
    String bar(long done, long whole, int width) {
        int full = whole <= 0 ? width : (int) Math.min(width, done * width / whole);
        return good((marks ? "\u2588" : "#").repeat(full)) + faint((marks ? "\u2591" : ".").repeat(width - full));
    }
}
