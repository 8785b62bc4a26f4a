package io.hooklatch.recipe;

import io.hooklatch.message.Element;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which values of a sample its events would be recognised by, and what to put in their place. */
final class SampleKeys {
    /** What is called so tells one from the other; an amount or a state does not. */
    private static final Pattern TELLING = Pattern.compile("(?i).*(id|uuid|nonce|token|payload)$");

    private final Recipe recipe;
    private final Naming naming;

    SampleKeys(Recipe recipe) {
        this.recipe = recipe;
        this.naming = recipe.naming();
    }

    /** The values, each of which makes one event another one when it is replaced; in their order. */
    List<String> values(Request request) {
        List<String> values = new ArrayList<>();
        List<Element> elements = elements(request);
        for (Element at : elements) {
            Request alone = request.withBody(at.of(request.body()));
            telling(naming.dedupe().filter(places -> !places.isEmpty()).orElse(naming.eventId()), alone, true)
                    .ifPresent(values::add);
        }
        if (elements.isEmpty()) {
            naming.dedupe().flatMap(places -> telling(places, request, false)).ifPresent(values::add);
        }
        if (naming.dedupe().isEmpty() && !recipe.scheme().covers(List.of(From.bodyDigest()))) {
            signed().flatMap(places -> telling(places, request, false)).ifPresent(values::add);
        }
        return values;
    }

    /** The elements that are events of their own; none where the request is one event. */
    List<Element> elements(Request request) {
        return naming.events()
                .flatMap(array -> array.find(request))
                .map(ElementPlaces.Found::elements)
                .orElse(List.of());
    }

    private Optional<List<From>> signed() {
        return recipe.scheme().single() instanceof SignatureScheme scheme
                ? Optional.of(scheme.parts().stream()
                        .flatMap(part -> part.places().stream())
                        .filter(place -> !scheme.in().contains(place))
                        .toList())
                : Optional.empty();
    }

    private Optional<String> telling(List<From> places, Request request, boolean element) {
        return places.stream()
                .filter(place -> !place.isComputed() && (place.inElement() || !element))
                .filter(place -> !naming.eventType().contains(place) && !proves(place))
                .sorted(Comparator.comparing(
                        place -> !TELLING.matcher(place.name()).matches()))
                .map(place -> place.read(request))
                .flatMap(Optional::stream)
                .filter(value -> !value.isEmpty() && !value.equals("true") && !value.equals("false"))
                .findFirst();
    }

    private boolean proves(From place) {
        return recipe.scheme().single() instanceof SignatureScheme scheme
                && scheme.in().contains(place);
    }

    /** Another value of the same kind: digits, a JSON object, XML in base64, or any text. */
    static String like(String was, String mark) {
        if (was.matches("\\d+")) {
            return SampleText.digits(mark, was.length());
        }
        if (was.startsWith("{") && was.endsWith("}") && was.length() > 2) {
            return SampleMarks.inObject(was, mark);
        }
        try {
            String xml = new String(Base64.getMimeDecoder().decode(was), StandardCharsets.UTF_8);
            return xml.startsWith("<")
                    ? Base64.getMimeEncoder(60, new byte[] {'\n'})
                            .encodeToString(SampleMarks.afterXml(xml, mark).getBytes(StandardCharsets.UTF_8))
                    : mark;
        } catch (IllegalArgumentException e) {
            // No base64, so any text will do.
            return mark;
        }
    }
}
