package io.hooklatch.recipe;

import io.hooklatch.message.Request;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where in a request a value is found. Immutable and thread-safe; equal when kind and name are.
 *
 * <p>{@link #describe} and {@link #parse} use the same words, which therefore stand in recipe documents, in configuration
 * and in the source of a dedupe key: {@code header x-id}, {@code json /data/id}, {@code form id},
 * {@code form payload json /id}, {@code query id}, {@code body digest}, {@code delivery json /object}, {@code delivery digest}.
 *
 * <p>Where a recipe says that the events are the elements of an array ({@link RecipeBuilder#events}), {@link #json},
 * {@link #bodyDigest} and {@link #function} are about one element, as if it were the body; the other places are about the
 * request.
 */
public final class From {
    enum Kind {
        HEADER,
        JSON,
        DELIVERY_JSON,
        FORM,
        FORM_JSON,
        QUERY,
        BODY_DIGEST,
        DELIVERY_DIGEST,
        FUNCTION
    }

    private static final From BODY = new From(Kind.BODY_DIGEST, "");
    private static final From DELIVERY = new From(Kind.DELIVERY_DIGEST, "");
    private static final String DELIVERY_JSON = "delivery json ";
    private static final String IN_FIELD = " json ";
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private final Kind kind;
    private final String name;
    private final @Nullable Function<Request, Optional<String>> function;

    private From(Kind kind, String name, @Nullable Function<Request, Optional<String>> function) {
        this.kind = kind;
        this.name = name;
        this.function = function;
    }

    private From(Kind kind, String name) {
        this(kind, name, null);
    }

    /**
     * The value of a header, looked up without regard to case.
     *
     * @throws IllegalArgumentException when the name is no HTTP field name (RFC 9110, section 5.1)
     */
    public static From header(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            boolean digit = c >= '0' && c <= '9';
            if (!letter && !digit && TOKEN_MARKS.indexOf(c) < 0) {
                throw new IllegalArgumentException("header name \"" + name
                        + "\": letters, digits and - are allowed, not the character at position " + (i + 1));
            }
        }
        return new From(Kind.HEADER, required("header", name).toLowerCase(Locale.ROOT));
    }

    /**
     * A string, number or boolean of a JSON body, by its JSON pointer (RFC 6901): {@code /data/object/id}, {@code /0/id}.
     *
     * @throws IllegalArgumentException when it is not a pointer below the root
     */
    public static From json(String pointer) {
        JsonPaths.check(pointer);
        return new From(Kind.JSON, pointer);
    }

    /**
     * As {@link #json} of the whole body, where {@code json} is about an element of it.
     *
     * @throws IllegalArgumentException when it is not a pointer below the root
     */
    public static From deliveryJson(String pointer) {
        JsonPaths.check(pointer);
        return new From(Kind.DELIVERY_JSON, pointer);
    }

    /** A field of a form body, URL-encoded or {@code multipart/form-data}, decoded as UTF-8. */
    public static From form(String field) {
        return new From(Kind.FORM, required("form field", field));
    }

    /**
     * A string, number or boolean of a JSON document that is the value of a form field.
     *
     * @param pointer into that document (RFC 6901)
     * @throws IllegalArgumentException when it is not a pointer below the root
     */
    public static From formJson(String field, String pointer) {
        JsonPaths.check(pointer);
        return new From(Kind.FORM_JSON, required("form field", field) + IN_FIELD + pointer);
    }

    /** A parameter of the target's query, decoded as UTF-8. */
    public static From query(String parameter) {
        return new From(Kind.QUERY, required("query parameter", parameter));
    }

    /** The SHA-256 of the body in hexadecimal digits; absent for an empty body. */
    public static From bodyDigest() {
        return BODY;
    }

    /** As {@link #bodyDigest} of the whole body, where that is about an element of it. */
    public static From deliveryDigest() {
        return DELIVERY;
    }

    /**
     * A function of the request; it must be thread-safe. Where it throws a {@link RuntimeException} or returns null the
     * value is absent. Not for signed parts.
     *
     * @param name how to call it where its values are explained to an operator, such as {@code claim /jti}
     * @throws IllegalArgumentException when the name is that of another place, such as {@code json /id}
     */
    public static From function(String name, Function<Request, Optional<String>> function) {
        if (isPlace(name)) {
            throw new IllegalArgumentException(
                    "function \"" + name + "\" is called like a place in a request: give it a name of its own");
        }
        return new From(Kind.FUNCTION, required("function", name), Objects.requireNonNull(function, "function"));
    }

    /**
     * Reads what {@link #describe} writes.
     *
     * @throws IllegalArgumentException when the text is none of its forms
     */
    public static From parse(String text) {
        if (text.equals("body digest")) {
            return BODY;
        }
        if (text.equals("delivery digest")) {
            return DELIVERY;
        }
        if (text.startsWith(DELIVERY_JSON)) {
            return deliveryJson(text.substring(DELIVERY_JSON.length()));
        }
        int space = text.indexOf(' ');
        String name = text.substring(space + 1);
        return switch (space < 0 ? "" : text.substring(0, space)) {
            case "header" -> header(name);
            case "json" -> json(name);
            case "form" -> formOrJson(name);
            case "query" -> query(name);
            default ->
                throw new IllegalArgumentException(
                        "\"" + text + "\" names no place in a request: write "
                                + "header NAME, json /POINTER, form FIELD, form FIELD json /POINTER, query PARAMETER, body digest, delivery json /POINTER or delivery digest");
        };
    }

    private static boolean isPlace(String name) {
        try {
            parse(name);
            return true;
        } catch (IllegalArgumentException e) {
            // It names none, as it should.
            return false;
        }
    }

    private static From formOrJson(String name) {
        int at = name.indexOf(IN_FIELD);
        return at < 0 ? form(name) : formJson(name.substring(0, at), name.substring(at + IN_FIELD.length()));
    }

    /** This place in words, such as {@code header x-github-delivery}. */
    public String describe() {
        return switch (kind) {
            case BODY_DIGEST -> "body digest";
            case DELIVERY_DIGEST -> "delivery digest";
            case DELIVERY_JSON -> DELIVERY_JSON + name;
            case FORM_JSON -> "form " + name;
            case FUNCTION -> name;
            default -> kind.name().toLowerCase(Locale.ROOT) + " " + name;
        };
    }

    /** These places in words, for a rule that takes the first of several. */
    static String describe(List<From> places) {
        return String.join(" or ", places.stream().map(From::describe).toList());
    }

    /** The value at this place of a request, as it stands there; absent where {@link Verifier#names} says so. */
    public Optional<String> read(Request request) {
        return Optional.ofNullable(new Values(List.of(this)).read(request)[0]);
    }

    /**
     * As {@link #read(Request)}, for one of several events that a request carries.
     *
     * @param whole the request
     * @param alone the same with the event in the place of its body
     */
    public Optional<String> read(Request whole, Request alone) {
        return read(inElement() ? alone : whole);
    }

    /** Whether it has a value of its own in each element of an array of events. */
    boolean inElement() {
        return kind == Kind.JSON || kind == Kind.BODY_DIGEST || kind == Kind.FUNCTION;
    }

    /** Whether it is made of bytes and has no text of its own in the request that could be signed or hold a signature. */
    boolean isComputed() {
        return kind == Kind.FUNCTION || kind == Kind.BODY_DIGEST || kind == Kind.DELIVERY_DIGEST;
    }

    Kind kind() {
        return kind;
    }

    /** The header in lower case, the pointer, the field or the parameter. */
    String name() {
        return name;
    }

    /** The form field that holds a JSON document. */
    String field() {
        return name.substring(0, name.indexOf(IN_FIELD));
    }

    /** The pointer into the JSON document of a form field. */
    String pointer() {
        return name.substring(name.indexOf(IN_FIELD) + IN_FIELD.length());
    }

    /** Of a function only. */
    Function<Request, Optional<String>> function() {
        return Objects.requireNonNull(function);
    }

    private static String required(String what, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(what + " without a name: give one");
        }
        return name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof From from
                && from.kind == kind
                && from.name.equals(name)
                && (kind != Kind.FUNCTION || from.function == function);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return describe();
    }
}
