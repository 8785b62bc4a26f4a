package io.hooklatch.gateway.cli.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.hooklatch.gateway.log.OneLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON with one member to a line. Numbers keep their digits, members their order and repeats. */
final class JsonView {
    private static final JsonFactory JSON = new JsonFactory();

    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int depth;
    private boolean opened;

    private JsonView() {}

    /** Nothing when the text is no JSON. */
    static Optional<List<String>> lines(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonView view = new JsonView();
            boolean any = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (any && view.depth == 0) {
                    // More than one value: not the JSON of a webhook.
                    return Optional.empty();
                }
                view.add(token, parser);
                any = any || view.depth == 0;
            }
            view.end();
            return any ? Optional.of(view.lines) : Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private void add(JsonToken token, JsonParser parser) throws IOException {
        switch (token) {
            case START_OBJECT, START_ARRAY -> {
                begin(parser);
                line.append(token.asString());
                depth++;
                opened = true;
            }
            case END_OBJECT, END_ARRAY -> {
                depth--;
                if (!opened) {
                    end();
                    line.append("  ".repeat(depth));
                }
                line.append(token.asString());
                opened = false;
            }
            case FIELD_NAME -> {
                begin(parser);
                line.append(OneLine.quote(parser.currentName())).append(": ");
            }
            case VALUE_STRING -> {
                begin(parser);
                line.append(OneLine.quote(parser.getText()));
            }
            default -> {
                begin(parser);
                line.append(parser.getText());
            }
        }
    }

    /** Begins a line, unless what comes is the value of the member whose name stands there already. */
    private void begin(JsonParser parser) {
        JsonToken token = parser.currentToken();
        boolean value = token != JsonToken.FIELD_NAME;
        boolean afterName = value
                && line.length() > 1
                && line.charAt(line.length() - 1) == ' '
                && line.charAt(line.length() - 2) == ':';
        if (afterName) {
            opened = false;
            return;
        }
        if (depth > 0) {
            if (!opened) {
                line.append(',');
            }
            end();
            line.append("  ".repeat(depth));
        }
        opened = false;
    }

    private void end() {
        if (line.length() > 0) {
            lines.add(line.toString());
            line.setLength(0);
        }
    }
}
