package io.hooklatch.gateway.config;

/** Words of messages. */
final class Texts {
    private static final int MAX_SHOWN = 60;

    private Texts() {}

    /** What somebody wrote, in quotes, on one line and not too long. */
    static String quote(String written) {
        StringBuilder shown = new StringBuilder("\"");
        int length = Math.min(written.length(), MAX_SHOWN);
        for (int i = 0; i < length; i++) {
            char c = written.charAt(i);
            shown.append(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c);
        }
        return shown.append(written.length() > MAX_SHOWN ? "…\"" : "\"").toString();
    }
}
