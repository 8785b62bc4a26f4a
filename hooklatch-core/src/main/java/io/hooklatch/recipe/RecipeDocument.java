package io.hooklatch.recipe;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        Optional<List<From>> dedupe =
                fields.has("dedupe") ? Optional.of(places(fields, "dedupe", scheme)) : Optional.empty();
        Naming naming = new Naming(
                places(fields, "delivery_id", scheme),
                places(fields, "event_id", scheme),
                places(fields, "event_type", scheme),
                dedupe,
                events(fields));
        Set<Risk> allowed = EnumSet.noneOf(Risk.class);
        for (String text : fields.texts("allow")) {
            allowed.add(risk(fields, text));
        }
        Answering answering = HandshakeDocument.answering(fields);
        fields.done();
        return new Recipe(name, edition, scheme, naming, answering, allowed);
    }

    /** Places in the words of the scheme, as code may have some of its own. */
    private static List<From> places(Fields fields, String name, Scheme scheme) {
        if (!(scheme instanceof CodedScheme coded)) {
            return fields.places(name);
        }
        List<From> places = new ArrayList<>();
        for (String text : fields.texts(name)) {
            try {
                places.add(coded.provider().place(text));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(fields.at(name) + ": " + e.getMessage(), e);
            }
        }
        return places;
    }

    private static Optional<EventArray> events(Fields fields) {
        Optional<String> text = fields.text("events");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(EventArray.parse(text.get()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    fields.at("events") + " is \"" + text.get() + "\": " + e.getMessage(), e);
        }
    }

    /** The pointer of an array, where there is such a field. */
    private static Optional<String> array(Fields fields, String name) {
        Optional<String> text = fields.text(name);
        return text.isEmpty() ? text : Optional.of(array(fields.at(name), text.get()));
    }

    private static String array(FieldPath at, String text) {
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

    private static Risk risk(Fields fields, String text) {
        Risk risk = Risk.BY_TEXT.get(text);
        if (risk == null) {
            throw new IllegalArgumentException(
                    fields.at("allow") + ": \"" + text + "\" is no risk: " + Nearest.hint(text, Risk.BY_TEXT.keySet()));
        }
        return risk;
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
            Optional<Fields> parameters = fields.object("parameters");
            try {
                return new CodedScheme(codes.provider(
                        name,
                        code.get(),
                        parameters.isPresent() ? parameters.get().values() : Map.of()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("recipe " + name + ": " + e.getMessage(), e);
            }
        }
        if (unverified) {
            return new NoScheme();
        }
        Optional<String> array = array(signature.isPresent() ? signature.get() : token.orElseThrow(), "each");
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
                new TokenScheme(in, headerOption, fields.text("prefix", ""), fields.flag("basic"), KeyRule.TEXT);
        fields.done();
        return scheme;
    }
}
