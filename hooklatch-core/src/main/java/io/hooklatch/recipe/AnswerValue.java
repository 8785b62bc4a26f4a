package io.hooklatch.recipe;

import java.util.List;
import java.util.Optional;

/**
 * A value of an answer that has a name: its sources one after the other, and what is made of them.
 *
 * @param of the sources, in order
 * @param algorithm what is computed over them, if anything
 * @param key where the key comes from, for a MAC or a signature
 * @param encoding how the result of a computation is written
 * @param prefix what stands before it
 * @param hexOnly whether what is not made of lower-case hexadecimal digits refuses the request
 */
record AnswerValue(
        List<Source> of, Optional<Algorithm> algorithm, Source key, Encoding encoding, String prefix, boolean hexOnly) {
    AnswerValue {
        of = List.copyOf(of);
    }
}
