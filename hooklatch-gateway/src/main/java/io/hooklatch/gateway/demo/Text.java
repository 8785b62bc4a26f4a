package io.hooklatch.gateway.demo;

/** Numbers and columns as the demo shows them, the same in every locale. */
final class Text {
    private Text() {}

    /** With a comma between thousands. */
    static String grouped(long number) {
        StringBuilder text = new StringBuilder(Long.toString(number));
        for (int at = text.length() - 3; at > (number < 0 ? 1 : 0); at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /** With one digit after the point. */
    static String tenths(double number) {
        long tenths = Math.round(number * 10);
        return grouped(tenths / 10) + "." + tenths % 10;
    }

    static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
