package io.hooklatch.diagnosis;

import io.hooklatch.message.Diagnosis;
import java.util.Optional;

/** Looks for causes of one kind. Throws nothing but {@link Purse.Spent}. */
interface Hunt {
    Optional<Diagnosis> in(Search search);
}
