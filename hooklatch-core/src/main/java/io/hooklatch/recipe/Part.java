package io.hooklatch.recipe;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One part of what is signed; a scheme signs its parts one after the other. Immutable and thread-safe.
 *
 * <p>Parts are the exact bytes of the request: nothing is trimmed, decoded or written anew, except where a part says so.
 */
public final class Part {
    enum Kind {
        BODY,
        TIMESTAMP,
        METHOD,
        URL,
        PATH,
        SORTED_FORM,
        SECRET,
        BODY_HASH,
        RAW_JSON,
        PHP_JSON,
        SORTED_JSON,
        SECRET_IN_BODY,
        TEXT,
        VALUE
    }

    private static final Part BODY = new Part(Kind.BODY, "", List.of());
    private static final Part TIMESTAMP = new Part(Kind.TIMESTAMP, "", List.of());
    private static final Part METHOD = new Part(Kind.METHOD, "", List.of());
    private static final Part URL = new Part(Kind.URL, "", List.of());
    private static final Part PATH = new Part(Kind.PATH, "", List.of());
    private static final Part SORTED_FORM = new Part(Kind.SORTED_FORM, "", List.of());
    private static final Part SECRET = new Part(Kind.SECRET, "", List.of());

    private static final String OPTIONAL = "if any";
    private static final Part SORTED_JSON = new Part(Kind.SORTED_JSON, "", List.of());

    private final Kind kind;
    private final String text;
    private final List<From> places;

    private Part(Kind kind, String text, List<From> places) {
        this.kind = kind;
        this.text = text;
        this.places = places;
    }

    /** The body's bytes. */
    public static Part body() {
        return BODY;
    }

    /** The timestamp's bytes as they arrived, not as they were understood. */
    public static Part timestamp() {
        return TIMESTAMP;
    }

    /** The same text in every request, as UTF-8. */
    public static Part text(String text) {
        return new Part(Kind.TEXT, Objects.requireNonNull(text, "text"), List.of());
    }

    /**
     * The value of a header, JSON pointer, form field or query parameter; of several places the first that is present. A
     * header must be there exactly once; a JSON null counts as nothing, an absent value refuses the request.
     *
     * @throws IllegalArgumentException for a function or a digest
     */
    public static Part value(From first, From... others) {
        List<From> places = Stream.concat(Stream.of(first), Stream.of(others)).toList();
        for (From from : places) {
            if (from.isComputed()) {
                throw new IllegalArgumentException("signed part " + from.describe()
                        + ": a header, JSON pointer, form field or query parameter can be signed");
            }
        }
        return new Part(Kind.VALUE, "", places);
    }

    /** As {@link #value}, and nothing where it is absent. */
    public static Part ifAny(From place) {
        return new Part(Kind.VALUE, OPTIONAL, value(place).places());
    }

    /** The request's method as it arrived, or the one of the option {@code method}. */
    public static Part method() {
        return METHOD;
    }

    /**
     * The public URL that is registered with the provider, from the option {@code url}; where it has no query of its own,
     * the query of the request is appended.
     */
    public static Part url() {
        return URL;
    }

    /** The raw path of the request's target, without its query. */
    public static Part path() {
        return PATH;
    }

    /** The form fields of the body as name and value, decoded, sorted by name; equal pairs once. */
    public static Part sortedForm() {
        return SORTED_FORM;
    }

    /** The secret itself, for schemes that digest it with the message. */
    public static Part secret() {
        return SECRET;
    }

    /**
     * The lower-case hexadecimal digest of the body.
     *
     * @param algorithm {@code md5}, {@code sha1}, {@code sha256}, {@code sha384} or {@code sha512}
     * @throws IllegalArgumentException for another algorithm
     */
    public static Part bodyHash(String algorithm) {
        Algorithm.plainDigest(algorithm);
        return new Part(Kind.BODY_HASH, algorithm, List.of());
    }

    /**
     * The bytes of a value of a JSON body as they stand there, quotes and brackets included.
     *
     * @throws IllegalArgumentException for a place that is no JSON pointer
     */
    public static Part rawJson(From place) {
        return json(Kind.RAW_JSON, place);
    }

    /**
     * A value of a JSON body as PHP's json_encode writes it: no white space, slashes and everything beyond ASCII escaped.
     * Numbers stay as they are written; a repeated name refuses the request.
     *
     * @throws IllegalArgumentException for a place that is no JSON pointer
     */
    public static Part phpJson(From place) {
        return json(Kind.PHP_JSON, place);
    }

    /**
     * The JSON of the body without white space, the names of all objects sorted. Numbers stay as they are written; a
     * repeated name refuses the request.
     */
    public static Part sortedJson() {
        return SORTED_JSON;
    }

    /**
     * The body with the secret in the place of this string, for digests.
     *
     * @throws IllegalArgumentException for a place that is no JSON pointer
     */
    public static Part secretIn(From place) {
        return json(Kind.SECRET_IN_BODY, place);
    }

    private static Part json(Kind kind, From place) {
        if (place.kind() != From.Kind.JSON) {
            throw new IllegalArgumentException(
                    "signed part " + place.describe() + " is no JSON pointer: write it as json /POINTER");
        }
        return new Part(kind, "", List.of(place));
    }

    Kind kind() {
        return kind;
    }

    /** The text of a text, or the algorithm of a hash. */
    String text() {
        return text;
    }

    boolean isOptional() {
        return text.equals(OPTIONAL) && kind == Kind.VALUE;
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The places of a value, of which the first that is present is signed; empty for other parts. */
    List<From> places() {
        return places;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Part part && part.kind == kind && part.text.equals(text) && part.places.equals(places);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, text, places);
    }

    /** This part in words, such as {@code timestamp}, {@code text "."} or {@code header webhook-id}. */
    @Override
    public String toString() {
        return switch (kind) {
            case TEXT -> "text \"" + text + "\"";
            case VALUE -> From.describe(places);
            case BODY_HASH -> "body " + text;
            case RAW_JSON, PHP_JSON, SECRET_IN_BODY ->
                kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + From.describe(places);
            default -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
