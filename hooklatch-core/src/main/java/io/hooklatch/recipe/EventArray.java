package io.hooklatch.recipe;

import io.hooklatch.message.Element;
import io.hooklatch.message.FormCoding;
import io.hooklatch.message.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where the array stands whose elements are the events: in a JSON body, or in a form field that holds JSON. Immutable. */
final class EventArray {
    private static final String FORM = "form ";
    private static final String JSON = "json";
    private static final String IN_FIELD = " json";

    private final Optional<String> field;
    private final String pointer;
    private final ElementPlaces places;

    private EventArray(Optional<String> field, String pointer) {
        this.field = field;
        this.pointer = Recipe.checkedArray(pointer);
        this.places = new ElementPlaces(pointer);
    }

    /**
     * In the body.
     *
     * @param pointer the array's JSON pointer (RFC 6901); the empty one is the document itself
     * @throws IllegalArgumentException when it is none
     */
    static EventArray inBody(String pointer) {
        return new EventArray(Optional.empty(), pointer);
    }

    /** As above, in the document that a field of a form holds. */
    static EventArray inForm(String field, String pointer) {
        if (field.isEmpty()) {
            throw new IllegalArgumentException("form field without a name: give one");
        }
        return new EventArray(Optional.of(field), pointer);
    }

    /**
     * Reads what {@link #describe} writes.
     *
     * @throws IllegalArgumentException when the text is none of its forms
     */
    static EventArray parse(String text) {
        int at = text.startsWith(FORM) ? text.indexOf(IN_FIELD) : -1;
        String document = at < 0 ? text : text.substring(at + 1);
        if ((text.startsWith(FORM) && at < FORM.length())
                || !(document.equals(JSON) || document.startsWith(JSON + " /"))) {
            throw new IllegalArgumentException(
                    "write json /POINTER of the array, json when the body itself is the array,"
                            + " or form FIELD json or form FIELD json /POINTER when it is in a field of a form");
        }
        String pointer = document.substring(Math.min(document.length(), JSON.length() + 1));
        return at < 0 ? inBody(pointer) : inForm(text.substring(FORM.length(), at), pointer);
    }

    /** In words, such as {@code json /items}, {@code json} or {@code form events json}. */
    String describe() {
        return field.map(name -> FORM + name + " ").orElse("") + JSON + (pointer.isEmpty() ? "" : " " + pointer);
    }

    /** The form field that holds the document; absent when the body is it. */
    Optional<String> field() {
        return field;
    }

    String pointer() {
        return pointer;
    }

    /** Its elements, by their places in the body; absent when there is no such array. */
    Optional<ElementPlaces.Found> find(Request request) {
        return field.isEmpty()
                ? places.find(request.body())
                : FormBody.place(request, field.get()).flatMap(value -> inField(request.body(), value));
    }

    private Optional<ElementPlaces.Found> inField(byte[] body, FormBody.Value value) {
        Span at = value.at();
        byte[] document = value.coding() == Element.Coding.FORM
                ? FormCoding.decode(body, at.from(), at.to())
                : Arrays.copyOfRange(body, at.from(), at.to());
        return places.find(document)
                .map(found -> new ElementPlaces.Found(inBody(body, value, found.elements()), found.tooMany()));
    }

    /** Elements of the value's document as parts of the body. */
    private static List<Element> inBody(byte[] body, FormBody.Value value, List<Element> elements) {
        boolean coded = value.coding() == Element.Coding.FORM;
        int end = value.at().to();
        int at = value.at().from();
        int decoded = 0;
        List<Element> moved = new ArrayList<>(elements.size());
        for (Element element : elements) {
            for (; decoded < element.from(); decoded++) {
                at += coded ? FormCoding.width(body, at, end) : 1;
            }
            int from = at;
            for (; decoded < element.from() + element.length(); decoded++) {
                at += coded ? FormCoding.width(body, at, end) : 1;
            }
            moved.add(new Element(element.index(), from, at - from, value.coding()));
        }
        return moved;
    }
}
