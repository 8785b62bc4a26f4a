package io.hooklatch.recipe;

import org.jspecify.annotations.Nullable;

/**
 * The place of a field in words, such as {@code recipe acme: signature.in}. The words are put together when somebody asks
 * for them, since most documents are right and nobody does. Immutable and thread-safe.
 */
final class FieldPath {
    private final @Nullable FieldPath parent;
    private final String name;

    private FieldPath(@Nullable FieldPath parent, String name) {
        this.parent = parent;
        this.name = name;
    }

    /**
     * @param document what to call the document in errors, such as {@code recipe acme}
     */
    static FieldPath of(String document) {
        return new FieldPath(null, document);
    }

    /** A field of the object that is here. */
    FieldPath field(String field) {
        return new FieldPath(this, field);
    }

    @Override
    public String toString() {
        if (parent == null) {
            return name;
        }
        String before = parent.toString();
        return before + (before.indexOf(':') < 0 ? ": " : ".") + name;
    }
}
