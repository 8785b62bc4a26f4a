package io.hooklatch.recipe;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is said about a provider beside its recipe. Immutable and thread-safe.
 *
 * @param name the provider's name, which is that of its directory
 * @param version of the recipe (SemVer); raised when its behaviour or the contract of its fixtures changes
 * @param tier how well it is known to be right
 * @param description what is verified and what is extracted, in one paragraph
 * @param docsUrl the provider's own page
 * @param aliases other names that resolve to it
 */
public record Metadata(
        String name, String version, Tier tier, String description, String docsUrl, List<String> aliases) {
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");
    private static final Map<String, Tier> TIERS =
            new TreeMap<>(Map.of(Tier.CURATED.text(), Tier.CURATED, Tier.COMMUNITY.text(), Tier.COMMUNITY));

    public Metadata {
        aliases = List.copyOf(aliases);
    }

    /**
     * Reads {@code metadata.json} of the directory with this name.
     *
     * @throws IllegalArgumentException when a field is missing, unknown or wrong
     */
    static Metadata parse(String directory, String json) {
        String what = "metadata " + directory;
        Fields fields = new Fields(what, JsonTree.object(what, json));
        Metadata metadata = new Metadata(
                required(fields, "name", "\"name\": \"stripe\""),
                required(fields, "version", "\"version\": \"1.0.0\""),
                fields.required(fields.choice("support_tier", TIERS), "support_tier", "\"support_tier\": \"curated\""),
                required(fields, "description", "\"description\": \"Verifies …\""),
                required(fields, "upstream_docs_url", "\"upstream_docs_url\": \"https://…\""),
                fields.texts("aliases"));
        fields.done();
        metadata.aliases.forEach(Recipe::checkedName);
        if (!metadata.name.equals(directory)) {
            throw new IllegalArgumentException(
                    fields.at("name") + " is \"" + metadata.name + "\": it must be that of its directory");
        }
        if (!VERSION.matcher(metadata.version).matches()) {
            throw new IllegalArgumentException(
                    fields.at("version") + " is \"" + metadata.version + "\": give MAJOR.MINOR.PATCH");
        }
        if (!metadata.docsUrl.startsWith("https://")) {
            throw new IllegalArgumentException(
                    fields.at("upstream_docs_url") + " is \"" + metadata.docsUrl + "\": begin it with https://");
        }
        return metadata;
    }

    private static String required(Fields fields, String name, String example) {
        return fields.text(name).filter(text -> !text.isBlank()).orElseThrow(() -> fields.missing(name, example));
    }
}
