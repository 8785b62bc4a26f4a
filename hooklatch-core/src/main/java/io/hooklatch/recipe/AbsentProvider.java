package io.hooklatch.recipe;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stands for a provider whose code is not on the class path: it has a name and cannot be compiled. */
record AbsentProvider(String name) implements Provider {
    /** Nobody knows, so that everything which the document allows is believed. */
    @Override
    public Set<Risk> risks() {
        return EnumSet.noneOf(Risk.class);
    }

    @Override
    public From place(String words) {
        try {
            return From.parse(words);
        } catch (IllegalArgumentException e) {
            return From.function(words, request -> Optional.empty());
        }
    }

    @Override
    public Check check(List<String> secrets, Map<String, String> options) {
        throw needed();
    }

    @Override
    public Signer signer(String secret, Map<String, String> options) {
        throw needed();
    }

    IllegalArgumentException needed() {
        return new IllegalArgumentException("provider " + name
                + " needs hooklatch-keys on the class path: add the dependency io.hooklatch:hooklatch-keys");
    }
}
