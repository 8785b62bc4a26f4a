package io.hooklatch.recipe;

/** What of the public URL is signed. */
enum UrlForm {
    /** All of it. */
    WHOLE("url", 1),
    /** All of it; then with the port of its scheme written out, or left out. */
    ANY_PORT("url with or without port", 2),
    /** All of it with some reserved characters of it decoded; then as it is. */
    DECODED("url decoded or as given", 2),
    WITHOUT_QUERY("url without query", 1),
    /** Path and query. */
    TARGET("url target", 1),
    /** Path and query, percent-encoded once more. */
    TARGET_ENCODED("url target encoded", 1),
    /** The host, with the port where one is written. */
    HOST("url host", 1);

    private final String text;
    private final int variants;

    UrlForm(String text, int variants) {
        this.text = text;
        this.variants = variants;
    }

    /** The part as recipe documents spell it. */
    String text() {
        return text;
    }

    /** In how many ways it is tried. */
    int variants() {
        return variants;
    }

    /** Whether a changed query changes it. */
    boolean holdsQuery() {
        return this != WITHOUT_QUERY && this != HOST;
    }
}
