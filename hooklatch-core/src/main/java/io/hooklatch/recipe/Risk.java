package io.hooklatch.recipe;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What makes a recipe unsafe. A recipe with one of these is refused when built, unless its owner allows it by name. */
public enum Risk {
    /** The signature rests on MD5 or SHA-1. */
    WEAK_DIGEST("the signature rests on MD5 or SHA-1"),
    /** The signature does not cover the body, so the body can be changed on the way. */
    BODY_NOT_SIGNED("the body is not among the signed parts, so it can be changed on the way"),
    /** There is a timestamp that the signature does not cover, so an old request can be made to look new. */
    TIMESTAMP_NOT_SIGNED("the timestamp is not among the signed parts, so an old request can be made to look new"),
    /** A captured request is accepted for more than a day. */
    LONG_TOLERANCE("the tolerance is more than a day, so a captured request can be sent again for that long");

    /** Every risk by its text, in their order. */
    static final Map<String, Risk> BY_TEXT = byText();

    private static Map<String, Risk> byText() {
        Map<String, Risk> byText = new LinkedHashMap<>();
        for (Risk value : values()) {
            byText.put(value.text(), value);
        }
        return byText;
    }

    private final String meaning;

    Risk(String meaning) {
        this.meaning = meaning;
    }

    /** What can go wrong, as half a sentence. */
    String meaning() {
        return meaning;
    }

    /** The risk as recipe documents spell it, such as {@code weak-digest}. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
