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
 * @param prefix what stands before every signature, such as {@code sha256=}; required where it is not empty
 * @param encoding how the signature's bytes are written
 * @param repeats whether the header may come several times, each with signatures
 */
record SignatureFormat(
        Shape shape,
        String groups,
        String separator,
        String equals,
        List<String> labels,
        String prefix,
        Encoding encoding,
        boolean repeats) {
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
}
