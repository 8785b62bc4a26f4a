package io.hooklatch.recipe;

import java.util.Map;
import java.util.TreeMap;

/** Reads {@code impossible.json}: providers that the catalogue cannot have, and why. */
final class Impossible {
    private Impossible() {}

    /**
     * The reasons, by name in alphabetical order.
     *
     * @throws IllegalArgumentException when a name is none, or a reason is missing
     */
    static Map<String, String> parse(String json) {
        Fields fields = new Fields("impossible.json", JsonTree.object("impossible.json", json));
        Map<String, String> reasons = new TreeMap<>();
        for (String name : fields.names()) {
            String reason = fields.text(name).filter(text -> !text.isBlank()).orElse("");
            if (reason.isEmpty()) {
                throw fields.missing(name, "\"acme\": \"does not document its signature\"");
            }
            reasons.put(Recipe.checkedName(name), reason);
        }
        return reasons;
    }
}
