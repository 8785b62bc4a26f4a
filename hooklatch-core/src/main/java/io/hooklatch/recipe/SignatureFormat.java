package io.hooklatch.recipe;

import java.util.List;

/**
 * The grammar of the text that carries signatures.
 *
 * @param shape what the text is made of
 * @param groups what stands between groups of items, each with the same timestamp; empty where there are none
 * @param separator what stands between the items of pairs and lists; white space around items is ignored
 * @param equals what stands between label and value in pairs
 * @param labels the labels of pairs that count; others are ignored
 * @param labelOption the option that names the only label; empty where the recipe names them
 * @param prefix what stands before every signature, such as {@code sha256=}; required where it is not empty
 * @param encoding how the signature's bytes are written
 * @param repeats whether the header may come several times, each with signatures
 * @param quoted whether the values of pairs may stand in double quotes
 * @param cut the piece of the text that is read
 */
record SignatureFormat(
        Shape shape,
        String groups,
        String separator,
        String equals,
        List<String> labels,
        String labelOption,
        String prefix,
        Encoding encoding,
        boolean repeats,
        boolean quoted,
        Cut cut) {
    enum Shape {
        /** One signature and nothing else. */
        VALUE,
        /** Labelled values: {@code t=1,v1=abc,v1=def}, or {@code v1,abc v1,def}. */
        PAIRS,
        /** Signatures one after the other. */
        LIST
    }

    SignatureFormat {
        labels = List.copyOf(labels);
    }

    /** This format with the label that the endpoint names, where it has to. */
    SignatureFormat resolved(String recipe, Options options) {
        if (labelOption.isEmpty()) {
            return this;
        }
        String label = options.get(labelOption)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("option " + labelOption + " is missing: " + recipe
                        + " marks each signature with the name of its key; give that of yours"));
        return new SignatureFormat(
                shape, groups, separator, equals, List.of(label), "", prefix, encoding, repeats, quoted, cut);
    }
}
