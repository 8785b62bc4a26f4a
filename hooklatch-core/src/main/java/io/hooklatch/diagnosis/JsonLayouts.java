package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The JSON of a body as the usual libraries write it. */
final class JsonLayouts implements BodyHunt.Source {
    private static final int LONGEST_BODY = 512 << 10;
    private static final int GROWTH = 64 << 10;

    private record Layout(JsonStyle style, JsonStyle.Escapes escapes, boolean sorted, String end) {
        String words() {
            return "as JSON " + style.words() + escapes.words() + (sorted ? ", keys sorted" : "")
                    + (end.isEmpty() ? "" : ", with a line feed at its end");
        }
    }

    @Override
    public Iterator<BodyHunt.Candidate> of(byte[] body, Purse purse) {
        if (body.length > LONGEST_BODY) {
            return Collections.emptyIterator();
        }
        purse.work(4L * body.length);
        Optional<JsonText.Node> document = JsonText.document(body);
        if (document.isEmpty()) {
            return Collections.emptyIterator();
        }
        int most = 2 * body.length + GROWTH;
        return layouts(body)
                .map(layout -> {
                    purse.work(body.length);
                    String text =
                            JsonWriter.write(document.get(), layout.style(), layout.escapes(), layout.sorted(), most);
                    byte[] bytes = (text + layout.end()).getBytes(StandardCharsets.UTF_8);
                    return text.length() > most || Arrays.equals(bytes, body)
                            ? null
                            : new BodyHunt.Candidate(Cause.BODY_RESERIALISED, bytes, layout.words());
                })
                .filter(Objects::nonNull)
                .iterator();
    }

    private static Stream<Layout> layouts(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        boolean slash = text.indexOf('/') >= 0;
        boolean beyond = text.contains("\\u") || text.chars().anyMatch(c -> c > 0x7e);
        boolean marks = text.chars().anyMatch(c -> "<>&'+`\\".indexOf(c) >= 0);
        List<Layout> layouts = new ArrayList<>();
        for (boolean sorted : new boolean[] {false, true}) {
            for (String end : List.of("", "\n")) {
                for (JsonStyle.Escapes escapes : JsonStyle.Escapes.ALL) {
                    boolean changes = escapes.words().isEmpty()
                            || (slash && escapes.slashes())
                            || (beyond && escapes.ascii())
                            || (marks && !escapes.marks().isEmpty());
                    for (JsonStyle style : changes ? JsonStyle.ALL : List.<JsonStyle>of()) {
                        layouts.add(new Layout(style, escapes, sorted, end));
                    }
                }
            }
        }
        return layouts.stream();
    }
}
