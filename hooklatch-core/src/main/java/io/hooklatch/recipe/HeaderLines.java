package io.hooklatch.recipe;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import java.util.List;

/** Finds header lines without making anything. */
final class HeaderLines {
    private HeaderLines() {}

    /** How many lines have this name. */
    static int count(Headers headers, String name) {
        List<Header> lines = headers.list();
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).name().equalsIgnoreCase(name)) {
                count++;
            }
        }
        return count;
    }

    /** The index of the next line with this name, or -1. */
    static int next(Headers headers, String name, int from) {
        List<Header> lines = headers.list();
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether every character stands for one byte; what arrived over HTTP always does. */
    static boolean isBytes(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0xFF) {
                return false;
            }
        }
        return true;
    }
}
