package io.hooklatch.diagnosis;

import java.util.List;

/**
 * How a library writes JSON.
 *
 * @param words the style in words
 * @param comma what stands between items that share a line
 * @param colon what stands between name and value
 * @param indent one step of indentation; empty where everything is on one line
 * @param inlineLists whether lists stay on one line, with a space inside their brackets
 */
record JsonStyle(String words, String comma, String colon, String indent, boolean inlineLists) {
    static final List<JsonStyle> ALL = List.of(
            new JsonStyle("compact", ",", ":", "", false),
            new JsonStyle("with a space after commas and colons", ", ", ": ", "", false),
            new JsonStyle("indented by 2 spaces", ",", ": ", "  ", false),
            new JsonStyle("indented by 4 spaces", ",", ": ", "    ", false),
            new JsonStyle("indented by tabs", ",", ": ", "\t", false),
            new JsonStyle("indented with spaces around colons", ", ", " : ", "  ", true));

    /**
     * Which characters of a string are escaped beyond those that must be.
     *
     * @param words the rule in words
     * @param marks ASCII characters that are escaped as well
     * @param slashes whether a slash is written with a backslash
     * @param ascii whether everything beyond ASCII is escaped
     * @param upper whether the digits of escapes are capitals
     * @param separators whether U+2028 and U+2029 are escaped
     */
    record Escapes(String words, String marks, boolean slashes, boolean ascii, boolean upper, boolean separators) {
        static final List<Escapes> ALL = List.of(
                new Escapes("", "", false, false, false, false),
                new Escapes(", slashes escaped", "", true, false, false, false),
                new Escapes(", characters beyond ASCII escaped", "", false, true, false, true),
                new Escapes(", slashes and characters beyond ASCII escaped", "", true, true, false, true),
                new Escapes(", characters beyond ASCII escaped in capitals", "", false, true, true, true),
                new Escapes(", <, > and & escaped", "<>&", false, false, false, true),
                new Escapes(", <, > and & and characters beyond ASCII escaped", "<>&", false, true, false, true),
                new Escapes(
                        ", marks and characters beyond ASCII escaped in capitals",
                        "<>&'\"+`",
                        false,
                        true,
                        true,
                        true));
    }
}
