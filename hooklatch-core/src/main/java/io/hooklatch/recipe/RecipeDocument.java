package io.hooklatch.recipe;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the language of recipe documents, which docs/recipes.md describes. */
final class RecipeDocument {
    private RecipeDocument() {}

    /**
     * @throws IllegalArgumentException for anything that is not of the language, naming the field and the fix
     */
    static Recipe recipe(String name, Edition edition, Map<String, ?> document) {
        return recipe(name, edition, document, ProviderCodes.found());
    }

    /** As above, with this code for what needs some. */
    static Recipe recipe(String name, Edition edition, Map<String, ?> document, ProviderCodes codes) {
        Fields fields = new Fields("recipe " + Recipe.checkedName(name), document);
        Scheme scheme = scheme(name, fields, codes);
        Function<String, From> place = scheme instanceof CodedScheme coded ? coded.provider()::place : From::parse;
        Optional<List<From>> dedupe =
                fields.has("dedupe") ? Optional.of(fields.each("dedupe", place)) : Optional.empty();
        Naming naming = new Naming(
                fields.each("delivery_id", place),
                fields.each("event_id", place),
                fields.each("event_type", place),
                dedupe,
                fields.text("events").map(text -> array(fields.at("events"), text)));
        Set<Risk> allowed = EnumSet.noneOf(Risk.class);
        allowed.addAll(fields.each("allow", text -> named(List.of(Risk.values()), text)));
        Answering answering = HandshakeDocument.answering(fields);
        fields.done();
        return new Recipe(name, edition, scheme, naming, answering, allowed);
    }

    private static String array(String at, String text) {
        if (!text.equals("json") && !text.startsWith("json /")) {
            throw new IllegalArgumentException(at + " is \"" + text
                    + "\": write json /POINTER of the array, or json when the body itself is the array");
        }
        String pointer = text.substring(Math.min(text.length(), "json ".length()));
        try {
            return Recipe.checkedArray(pointer);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at + ": " + e.getMessage(), e);
        }
    }

    private static Risk named(List<Risk> risks, String text) {
        return risks.stream()
                .filter(risk -> risk.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no risk: "
                        + Nearest.hint(text, risks.stream().map(Risk::text).toList())));
    }

    private static Scheme scheme(String name, Fields fields, ProviderCodes codes) {
        Optional<Fields> signature = fields.object("signature");
        Optional<Fields> token = fields.object("token");
        boolean unverified = fields.flag("unverified");
        Optional<String> code = fields.text("code");
        int kinds = (signature.isPresent() ? 1 : 0)
                + (token.isPresent() ? 1 : 0)
                + (unverified ? 1 : 0)
                + (code.isPresent() ? 1 : 0);
        if (kinds != 1) {
            throw new IllegalArgumentException(fields.at("signature") + ", token, code and unverified: " + kinds
                    + " of them are given; give exactly one of signature {...}, token {...}, code and unverified true");
        }
        if (code.isPresent()) {
            Map<String, ?> parameters =
                    fields.object("parameters").map(Fields::values).orElse(Map.of());
            try {
                return new CodedScheme(codes.provider(name, code.get(), parameters));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("recipe " + name + ": " + e.getMessage(), e);
            }
        }
        if (unverified) {
            return new NoScheme();
        }
        Optional<String> array = signature
                .or(() -> token)
                .flatMap(proof -> proof.text("each").map(text -> array(proof.at("each"), text)));
        Scheme one = signature.isPresent()
                ? SignatureDocument.scheme(signature.get(), fields.object("timestamp"), requires(fields))
                : token(token.orElseThrow());
        return array.isPresent() ? new EachScheme(array.get(), one) : one;
    }

    private static List<From> requires(Fields fields) {
        return fields.places("requires");
    }

    private static TokenScheme token(Fields fields) {
        List<From> in = fields.places("in");
        boolean headerOption = fields.flag("header_option");
        if (in.isEmpty() && !headerOption) {
            throw fields.missing("in", "\"in\": \"header x-acme-token\"");
        }
        TokenScheme scheme =
                new TokenScheme(in, headerOption, fields.text("prefix").orElse(""), fields.flag("basic"), KeyRule.TEXT);
        fields.done();
        return scheme;
    }
}
