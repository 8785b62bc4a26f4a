package io.hooklatch.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the sender is answered.
 *
 * @param status the HTTP status
 * @param type the content type of the body
 * @param headers the headers by name, as templates
 * @param text the body as a template, unless it is JSON
 * @param json the body as a tree of maps, lists, templates, numbers and booleans
 * @param values what the templates may name, in the order in which they are computed
 */
record AnswerRule(
        int status,
        String type,
        Map<String, Template> headers,
        Optional<Template> text,
        Optional<Object> json,
        Map<String, AnswerValue> values) {
    static final AnswerRule OK = new AnswerRule(200, "", Map.of(), Optional.empty(), Optional.empty(), Map.of());

    AnswerRule {
        headers = new LinkedHashMap<>(headers);
        values = new LinkedHashMap<>(values);
    }

    /** Everything that it is made of. */
    List<Source> sources() {
        List<Source> all = new ArrayList<>();
        headers.values().forEach(template -> all.addAll(template.sources()));
        text.ifPresent(template -> all.addAll(template.sources()));
        json.ifPresent(tree -> templates(tree).forEach(template -> all.addAll(template.sources())));
        values.values().forEach(value -> {
            all.addAll(value.of());
            if (value.algorithm()
                    .filter(a -> a.family() != Algorithm.Family.DIGEST)
                    .isPresent()) {
                all.add(value.key());
            }
        });
        return all;
    }

    private static Stream<Template> templates(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(AnswerRule::templates);
        }
        if (tree instanceof List<?> list) {
            return list.stream().flatMap(AnswerRule::templates);
        }
        return tree instanceof Template template ? Stream.of(template) : Stream.empty();
    }
}
