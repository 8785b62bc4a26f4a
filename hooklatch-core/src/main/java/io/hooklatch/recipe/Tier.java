package io.hooklatch.recipe;

import java.util.Locale;

/** How well a recipe is known to be right. */
public enum Tier {
    /** Confirmed against an official SDK, a published vector or two independent sources, with complete fixtures. */
    CURATED,
    /** Known from one independent source. */
    COMMUNITY,
    /** Written by the user of the library. */
    OWN;

    /** The tier as metadata spell it, such as {@code curated}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
