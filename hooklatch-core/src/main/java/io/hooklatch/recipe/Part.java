package io.hooklatch.recipe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * One part of what is signed; a scheme signs its parts one after the other. Immutable and thread-safe.
 *
 * <p>Parts are the exact bytes of the request: nothing is trimmed, decoded or written anew, except where a part says so.
 */
public final class Part {
    enum Kind {
        BODY,
        BODY_AS_JSON_STRING,
        BODY_HASH,
        CANONICAL_JSON,
        DIGEST,
        EITHER_CASE,
        FORM_OR_DIGEST,
        IF_ANY,
        LABEL,
        METHOD,
        NAMED_HEADERS,
        OPTION,
        PATH,
        PHP_JSON,
        RAW_JSON,
        SECRET,
        SECRET_IN_BODY,
        SORTED_FORM,
        SORTED_JSON,
        SORTED_QUERY,
        TEXT,
        TIMESTAMP,
        URL,
        VALUE
    }

    /** The words of parts that one word names; URLs and digests of the body have more. */
    static final List<Kind> SINGLE = List.of(
            Kind.BODY,
            Kind.TIMESTAMP,
            Kind.METHOD,
            Kind.PATH,
            Kind.SORTED_FORM,
            Kind.SORTED_QUERY,
            Kind.SECRET,
            Kind.BODY_AS_JSON_STRING,
            Kind.CANONICAL_JSON,
            Kind.SORTED_JSON);

    private final Kind kind;
    private final List<String> words;
    private final List<From> places;
    private final List<Part> members;

    private Part(Kind kind, List<String> words, List<From> places, List<Part> members) {
        this.kind = kind;
        this.words = List.copyOf(words);
        this.places = List.copyOf(places);
        this.members = List.copyOf(members);
    }

    static Part of(Kind kind, String... words) {
        return new Part(kind, List.of(words), List.of(), List.of());
    }

    /** The body's bytes. */
    public static Part body() {
        return of(Kind.BODY);
    }

    /** The timestamp's bytes as they arrived, not as they were understood. */
    public static Part timestamp() {
        return of(Kind.TIMESTAMP);
    }

    /** The same text in every request, as UTF-8. */
    public static Part text(String text) {
        return of(Kind.TEXT, Objects.requireNonNull(text, "text"));
    }

    /**
     * The value of a header, JSON pointer, form field or query parameter; of several places the first that is present. A
     * header must be there exactly once; a JSON null counts as nothing, an absent value refuses the request.
     *
     * @throws IllegalArgumentException for a function or a digest
     */
    public static Part value(From first, From... others) {
        List<From> all = new ArrayList<>();
        all.add(first);
        Collections.addAll(all, others);
        return new Part(Kind.VALUE, List.of("", ""), signable(all), List.of());
    }

    /**
     * A piece of such a value: what stands after the first {@code after} in it, up to {@code until} or its end.
     *
     * @param until what ends the piece; empty for the end of the value
     * @throws IllegalArgumentException for a function or a digest
     */
    public static Part pieceOf(From place, String after, String until) {
        return new Part(Kind.VALUE, List.of(after, until), signable(List.of(place)), List.of());
    }

    /**
     * Such a value in lower case, or as it is: either may be what was signed.
     *
     * @throws IllegalArgumentException for a function or a digest
     */
    public static Part inEitherCase(From place) {
        return new Part(Kind.EITHER_CASE, List.of(), signable(List.of(place)), List.of());
    }

    /** The request's method as it arrived, or the one of the option {@code method}. */
    public static Part method() {
        return of(Kind.METHOD);
    }

    /**
     * The public URL that is registered with the provider: from the option {@code url}, else from the headers of a trusted
     * proxy, else made of the {@code Host} header and {@code http}. The query is that of the request; where it has none, that
     * of the option.
     */
    public static Part url() {
        return url(UrlForm.WHOLE);
    }

    static Part url(UrlForm form) {
        return of(Kind.URL, form.name());
    }

    /** The raw path of the request's target, without its query. */
    public static Part path() {
        return of(Kind.PATH);
    }

    /** The form fields of the body as name and value, decoded, sorted by name; equal pairs once. */
    public static Part sortedForm() {
        return of(Kind.SORTED_FORM);
    }

    /** The parameters of the query as {@code name=value} between {@code &}, decoded and sorted. */
    public static Part sortedQuery() {
        return of(Kind.SORTED_QUERY);
    }

    /**
     * As {@link #sortedForm}; nothing where the query has this parameter, which must be the hexadecimal SHA-256 of the body
     * then. Only for schemes that sign the query too.
     */
    public static Part sortedFormOrDigestIn(String parameter) {
        return of(Kind.FORM_OR_DIGEST, parameter);
    }

    /** The secret itself, for schemes that digest it with the message. */
    public static Part secret() {
        return of(Kind.SECRET);
    }

    /**
     * The lower-case hexadecimal digest of the body.
     *
     * @param algorithm {@code md5}, {@code sha1}, {@code sha256}, {@code sha384} or {@code sha512}
     * @throws IllegalArgumentException for another algorithm
     */
    public static Part bodyHash(String algorithm) {
        Algorithm.plainDigest(algorithm);
        return of(Kind.BODY_HASH, algorithm, "");
    }

    /** As {@link #bodyHash} in base64 with padding. */
    public static Part bodyHashBase64(String algorithm) {
        Algorithm.plainDigest(algorithm);
        return of(Kind.BODY_HASH, algorithm, "base64");
    }

    /** The body as the inside of a JSON string: quotes, backslashes and control characters escaped. */
    public static Part bodyAsJsonString() {
        return of(Kind.BODY_AS_JSON_STRING);
    }

    /** The JSON of the body in the canonical form of RFC 8785; a body that is no JSON as it is. */
    public static Part canonicalJson() {
        return of(Kind.CANONICAL_JSON);
    }

    /** The value of another label of the text that carries the signature, for pairs. */
    public static Part label(String label) {
        return of(Kind.LABEL, label);
    }

    /** What the endpoint sets by the option of this name; it must be set. */
    public static Part option(String name) {
        return of(Kind.OPTION, name);
    }

    /**
     * The headers that a header names, as {@code name:value} in lower case and order of names, between semicolons. What is
     * named and absent is left out.
     *
     * @param naming the header with the names, between commas; it is signed itself
     * @param always headers that are signed whether they are named or not
     */
    public static Part headersNamedBy(String naming, String... always) {
        List<From> all = new ArrayList<>();
        all.add(From.header(naming));
        for (String header : always) {
            all.add(From.header(header));
        }
        return new Part(Kind.NAMED_HEADERS, List.of(), all, List.of());
    }

    /** Parts of which those that the request has are signed with these texts around; nothing when it has none. */
    public static Part ifAny(String before, String between, String after, Part... parts) {
        for (Part part : parts) {
            if (!part.mayBeAbsent()) {
                throw new IllegalArgumentException(
                        "signed part " + part + " is never absent: put it outside of if_any, which takes values");
            }
        }
        return new Part(Kind.IF_ANY, List.of(before, between, after), List.of(), List.of(parts));
    }

    /** As {@link #value}, and nothing where it is absent. */
    public static Part ifAny(From place) {
        return ifAny("", "", "", value(place));
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
        return of(Kind.SORTED_JSON);
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
        return new Part(kind, List.of(), List.of(place), List.of());
    }

    /** The digest of these parts, as its bytes. */
    public static Part digestOf(String algorithm, Part... parts) {
        Algorithm.plainDigest(algorithm);
        return new Part(Kind.DIGEST, List.of(algorithm), List.of(), List.of(parts));
    }

    private static List<From> signable(List<From> places) {
        for (From from : places) {
            if (from.isComputed()) {
                throw new IllegalArgumentException("signed part " + from.describe()
                        + ": a header, JSON pointer, form field or query parameter can be signed");
            }
        }
        return places;
    }

    private boolean mayBeAbsent() {
        return switch (kind) {
            case VALUE, EITHER_CASE, SORTED_FORM, SORTED_QUERY, LABEL -> true;
            default -> false;
        };
    }

    Kind kind() {
        return kind;
    }

    /** Texts of a kind's own, in the order of its factory's parameters. */
    String word(int index) {
        return words.get(index);
    }

    byte[] bytes() {
        return words.get(0).getBytes(StandardCharsets.UTF_8);
    }

    UrlForm form() {
        return UrlForm.valueOf(words.get(0));
    }

    /** The places of a value, of which the first that is present is signed; empty for most other parts. */
    List<From> places() {
        return places;
    }

    List<Part> members() {
        return members;
    }

    /** These parts and all within them. */
    static List<Part> flat(List<Part> parts) {
        List<Part> all = new ArrayList<>();
        for (Part part : parts) {
            all.add(part);
            all.addAll(flat(part.members));
        }
        return all;
    }

    /** Whether this part, or one within it, is of one of these kinds. */
    boolean isAny(Set<Kind> kinds) {
        if (kinds.contains(kind)) {
            return true;
        }
        for (Part member : members) {
            if (member.isAny(kinds)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Part part
                && part.kind == kind
                && part.words.equals(words)
                && part.places.equals(places)
                && part.members.equals(members);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, words, places, members);
    }

    /** This part in words, such as {@code timestamp}, {@code text "."} or {@code header webhook-id}. */
    @Override
    public String toString() {
        return switch (kind) {
            case TEXT -> "text \"" + words.get(0) + "\"";
            case VALUE, EITHER_CASE -> From.describe(places);
            case BODY_HASH -> ("body " + words.get(0) + " " + words.get(1)).strip();
            case RAW_JSON, PHP_JSON, SECRET_IN_BODY -> word(kind) + " " + From.describe(places);
            case URL -> form().text();
            case LABEL, OPTION -> word(kind) + " " + words.get(0);
            default -> word(kind);
        };
    }

    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
