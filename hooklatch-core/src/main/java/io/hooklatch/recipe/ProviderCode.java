package io.hooklatch.recipe;

import java.util.Map;

/**
 * A kind of provider that needs code and is described by parameters: what {@code "code": "NAME"} of a recipe document
 * refers to. Found by {@link java.util.ServiceLoader}, or handed to {@link Catalogue#with}. Thread-safe.
 */
public interface ProviderCode {
    /** What documents call it. */
    String name();

    /**
     * A provider of this kind. Its names are read where the document says, by its {@link Provider#place} words; its risks
     * have to be allowed by the document.
     *
     * @param provider the provider's name
     * @param parameters what the document says under {@code parameters}: maps, lists, strings, whole numbers and booleans
     * @throws IllegalArgumentException for parameters that make no sense, naming the field and the fix
     */
    Provider provider(String provider, Map<String, ?> parameters);
}
