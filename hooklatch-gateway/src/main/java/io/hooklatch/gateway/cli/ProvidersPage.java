package io.hooklatch.gateway.cli;

import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Description;
import io.hooklatch.recipe.Metadata;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The page {@code docs/providers.md}, made of the catalogue. */
final class ProvidersPage {
    private final Catalogue catalogue;

    ProvidersPage(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    String text() {
        List<Metadata> all = catalogue.names().stream()
                .map(name -> catalogue.metadata(name).orElseThrow())
                .toList();
        long curated = all.stream().filter(one -> one.tier() == Tier.CURATED).count();
        List<String> lines = new ArrayList<>();
        lines.add("# Providers");
        lines.add("");
        lines.add("Made of the catalogue by `make providers-doc`; do not edit it by hand.");
        lines.add("");
        lines.add(all.size() + " providers, " + curated + " of them curated: confirmed against an official SDK, a"
                + " published vector or two independent sources,");
        lines.add(
                "with complete fixtures. Community means one independent source. `./hooklatch providers show NAME` says"
                        + " more about one.");
        lines.add("");
        lines.add(
                "| provider | tier | scheme | found in | secret | delivery id | event id | event type | one event by |"
                        + " handshakes |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        all.forEach(one -> lines.add(row(one)));
        lines.add("");
        lines.add("## Not possible");
        lines.add("");
        lines.add("| sender | why |");
        lines.add("| --- | --- |");
        catalogue.impossible().forEach((name, reason) -> lines.add("| " + name + " | " + reason + " |"));
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private String row(Metadata one) {
        Recipe recipe = catalogue.find(one.name()).orElseThrow();
        Description words = recipe.describe();
        String also = one.aliases().isEmpty() ? "" : ", also " + String.join(", ", one.aliases());
        String scheme = words.proof() + (words.freshness().isEmpty() ? "" : "; " + words.freshness());
        List<String> cells = List.of(
                "[" + one.name() + "](" + one.docsUrl() + ")" + also,
                one.tier().text(),
                cell(scheme),
                words.places().stream().map(ProvidersPage::code).collect(Collectors.joining(", ")),
                cell(words.key()),
                place(words.deliveryId()),
                place(words.eventId()),
                place(words.eventType()),
                place(words.dedupe()),
                place(String.join(", ", recipe.handshakeNames())));
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String place(String words) {
        return words.isEmpty() ? "–" : cell(words);
    }

    private static String code(String words) {
        return "`" + words.replace("|", "\\|") + "`";
    }

    private static String cell(String words) {
        return words.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "\\<")
                .replace("*", "\\*")
                .replace("_", "\\_");
    }
}
