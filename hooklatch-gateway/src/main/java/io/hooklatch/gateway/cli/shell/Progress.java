package io.hooklatch.gateway.cli.shell;

import java.io.PrintWriter;
import java.util.Locale;

/** How far long work is: a bar on a terminal, and without one a line for every tenth. */
public final class Progress {
    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final boolean redraws;
    private long tenth = -1;

    Progress(PrintWriter out, boolean redraws) {
        this.out = out;
        this.redraws = redraws;
    }

    /** So many are done of so many, which may still grow. */
    public void show(long done, long total) {
        int percent = total <= 0 ? 0 : (int) Math.min(100, done * 100 / total);
        if (redraws) {
            int filled = percent * WIDTH / 100;
            out.print(CLEAR_LINE + "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] "
                    + String.format(Locale.ROOT, "%3d %%  %d of %d", percent, done, total));
            out.flush();
        } else if (percent / 10 > tenth) {
            tenth = percent / 10;
            out.println(done + " of " + total);
            out.flush();
        }
    }

    /** Ends the line that is drawn. */
    public void end() {
        if (redraws) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }
}
