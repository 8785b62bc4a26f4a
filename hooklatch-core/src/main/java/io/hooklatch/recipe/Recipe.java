package io.hooklatch.recipe;

import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a provider signs its requests and names its events, as data. Immutable and thread-safe.
 *
 * <p>Take one from the {@link Catalogue}, build one, or read one from a document; then compile it with the secrets of an
 * endpoint. Compiling is where nonsense is refused; a compiled verifier or signer has nothing left to complain about.
 *
 * <pre>{@code
 * Recipe.hmacSha256().header("x-acme-signature").prefix("sha256=")
 *         .eventId(header("x-acme-event-id")).eventType(json("/type"))
 * }</pre>
 */
public final class Recipe {
    private static final Set<String> ALWAYS_CREDENTIALS = Set.of("authorization", "cookie", "proxy-authorization");

    private final String name;
    private final Edition edition;
    private final Scheme scheme;
    private final Naming naming;
    private final Answering answering;

    /**
     * @throws IllegalArgumentException when the recipe is unsafe in a way that is not among {@code allowed}
     */
    Recipe(String name, Edition edition, Scheme scheme, Naming naming, Answering answering, Set<Risk> allowed) {
        this.name = checkedName(name);
        this.edition = edition;
        this.scheme = scheme;
        this.naming = naming;
        this.answering = answering;
        naming.check(name);
        for (Risk risk : scheme.risks()) {
            if (!allowed.contains(risk)) {
                throw new IllegalArgumentException("recipe " + name + " is unsafe: " + risk.meaning()
                        + "; change it, or allow it in words: allow " + risk.text());
            }
        }
    }

    private Recipe(Recipe base, Naming naming) {
        this.name = base.name;
        this.edition = base.edition;
        this.scheme = base.scheme;
        this.naming = naming;
        this.answering = base.answering;
    }

    /** A recipe with HMAC-SHA256 over the body, unless the next steps say otherwise. */
    public static SignatureRecipeBuilder hmacSha256() {
        return new SignatureRecipeBuilder(Algorithm.HMAC_SHA256);
    }

    /** As {@link #hmacSha256} with HMAC-SHA512. */
    public static SignatureRecipeBuilder hmacSha512() {
        return new SignatureRecipeBuilder(Algorithm.HMAC_SHA512);
    }

    /** As {@link #hmacSha256} with HMAC-SHA1; needs {@link RecipeBuilder#allow allow(WEAK_DIGEST)}. */
    public static SignatureRecipeBuilder hmacSha1() {
        return new SignatureRecipeBuilder(Algorithm.HMAC_SHA1);
    }

    /** A secret that the sender shows in a header. It proves who sends; it does not protect what is sent. */
    public static TokenRecipeBuilder sharedToken(String header) {
        return token("shared-token", From.header(header), "", false);
    }

    /** A secret that the sender shows as {@code Authorization: Bearer …}. */
    public static TokenRecipeBuilder bearerToken() {
        return token("bearer-token", From.header("authorization"), "Bearer ", false);
    }

    /** HTTP Basic: the secret is {@code user:password}. */
    public static TokenRecipeBuilder basicAuth() {
        return token("basic-auth", From.header("authorization"), "Basic ", true);
    }

    private static TokenRecipeBuilder token(String name, From in, String prefix, boolean basic) {
        return new TokenRecipeBuilder(name, new TokenScheme(List.of(in), false, prefix, basic, KeyRule.TEXT));
    }

    /** No verification at all; deliveries say so for ever. Names are read all the same. */
    public static TokenRecipeBuilder unverified() {
        return new TokenRecipeBuilder("unverified", new NoScheme());
    }

    /**
     * A user's recipe from its document; {@code docs/recipes.md} describes the language.
     *
     * @param name what to call it: lower-case letters, digits and {@code -}
     * @throws IllegalArgumentException for what the language does not know, naming the field, the value and the fix
     */
    public static Recipe parse(String name, String json) {
        return of(name, JsonTree.object("recipe " + name, json));
    }

    /**
     * As {@link #parse}, from a document that was read already, such as a part of a YAML file: maps with string keys,
     * lists, strings, integers and booleans.
     */
    public static Recipe of(String name, Map<String, ?> document) {
        return RecipeDocument.recipe(name, Edition.OWN, document);
    }

    /**
     * The recipe that is a user's own code. Its risks are taken as known to its owner and are among the warnings.
     *
     * @throws IllegalArgumentException when its name is none, or is a name or an alias of the catalogue
     */
    public static Recipe of(Provider provider) {
        String name = checkedName(provider.name());
        if (Catalogue.standard().knows(name)) {
            throw new IllegalArgumentException("provider name \"" + name
                    + "\" is taken by the catalogue: give your own another one, such as my-" + name);
        }
        Naming places = Naming.NONE
                .withDeliveryId(provider.deliveryId().toArray(From[]::new))
                .withEventId(provider.eventId().toArray(From[]::new))
                .withEventType(provider.eventType().toArray(From[]::new));
        Naming naming = provider.events()
                .map(array -> places.withEvents(Optional.of(EventArray.inBody(array))))
                .orElse(places);
        return new Recipe(
                name,
                Edition.own(provider.version()),
                new CodedScheme(provider),
                naming,
                Answering.NONE,
                Set.copyOf(provider.risks()));
    }

    /** The provider, such as {@code stripe}; for a user's recipe the name it was given. */
    public String name() {
        return name;
    }

    /** The version of the recipe, such as {@code 1.0.0}. */
    public String version() {
        return edition.version();
    }

    public Tier tier() {
        return edition.tier();
    }

    Edition edition() {
        return edition;
    }

    /** Name and version as verdicts carry them: {@code stripe@1.0.0}. */
    public String id() {
        return name + "@" + edition.version();
    }

    /** Whether it verifies anything; false only for {@link #unverified}. */
    public boolean verifies() {
        return !(scheme instanceof NoScheme);
    }

    /** The options that {@link #verifier(List, Map)} takes, such as {@code tolerance_s}. */
    public Set<String> optionNames() {
        Set<String> names = new TreeSet<>(scheme.optionNames());
        names.addAll(answering.optionNames());
        return names;
    }

    /** Those of the options whose values are secrets: never shown, never logged. */
    public Set<String> secretOptionNames() {
        return optionNames().stream().filter(Options::isSecret).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the handshakes that it answers, in the order in which they are tried. */
    public List<String> handshakeNames() {
        return answering.handshakes().stream().map(HandshakeRule::name).toList();
    }

    /** Whether an endpoint may be without a secret until a handshake brings one. */
    public boolean learnsSecret() {
        return answering.learns();
    }

    /** The headers, in lower case, whose values are credentials, before the option {@code header} is applied. */
    public Set<String> credentialHeaders() {
        return credentialHeaders(scheme.credentialHeaders());
    }

    /** Whether it may be a name: lower-case letters, digits and -, which does not come first. */
    static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i > 0))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    static String checkedName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "recipe name \"" + name + "\": use lower-case letters, digits and -, as in acme-orders");
        }
        return name;
    }

    static String checkedArray(String pointer) {
        if (!pointer.isEmpty()) {
            JsonPaths.check(pointer);
        }
        return pointer;
    }

    static Set<String> credentialHeaders(Set<String> more) {
        Set<String> all = new TreeSet<>(ALWAYS_CREDENTIALS);
        all.addAll(more);
        return Set.copyOf(all);
    }

    /** How far the signed time may be from the time of receipt; absent where the recipe sets no limit. */
    public Optional<Duration> tolerance() {
        if (scheme instanceof CodedScheme coded) {
            return coded.provider().tolerance();
        }
        return scheme.single() instanceof SignatureScheme signature
                ? signature
                        .timestamp()
                        .map(TimestampRule::toleranceSeconds)
                        .filter(s -> s > 0)
                        .map(Duration::ofSeconds)
                : Optional.empty();
    }

    /** What its owner should know although it is allowed, each as a sentence without a full stop; often empty. */
    public List<String> warnings() {
        return NamingWords.warnings(scheme, naming);
    }

    /**
     * What makes deliveries one event, in words: {@code json /id}, {@code header a + header b}, {@code nothing}; {@code
     * json /id of each of json /events} where the events are elements.
     */
    public String dedupesBy() {
        return NamingWords.dedupesBy(scheme, naming);
    }

    /** The array of the events in words: {@code json /items}, {@code json} for the body, {@code form FIELD json}. */
    public Optional<String> events() {
        return naming.events().map(EventArray::describe);
    }

    /** This recipe in words. */
    public Description describe() {
        return scheme.words().with(naming, dedupesBy());
    }

    /**
     * An unsigned request to try this recipe with: a small body, and the names where the recipe looks for them first.
     *
     * @param target the raw request target
     */
    public Request sample(String target, Names names) {
        return Sample.request(naming, target, names);
    }

    /** This recipe with the delivery id taken from the first of these places that has a value. */
    public Recipe withDeliveryId(From... from) {
        return new Recipe(this, naming.withDeliveryId(from));
    }

    /** This recipe with the event id taken from the first of these places that has a value. */
    public Recipe withEventId(From... from) {
        return new Recipe(this, naming.withEventId(from));
    }

    /** This recipe with the event type taken from the first of these places that has a value. */
    public Recipe withEventType(From... from) {
        return new Recipe(this, naming.withEventType(from));
    }

    /** This recipe with the elements of the array at this pointer as the events, as {@link RecipeBuilder#events} says. */
    public Recipe withEvents(String pointer) {
        return new Recipe(this, naming.withEvents(Optional.of(EventArray.inBody(pointer))));
    }

    /** The same with an array in a field of a form, as {@link RecipeBuilder#eventsInForm} says. */
    public Recipe withEventsInForm(String field, String pointer) {
        return new Recipe(this, naming.withEvents(Optional.of(EventArray.inForm(field, pointer))));
    }

    /** This recipe with every delivery as one event, also where it names an array of events. */
    public Recipe withoutEvents() {
        return new Recipe(this, naming.withEvents(Optional.empty()));
    }

    /**
     * This recipe with exactly this key: the values of all these places together; without any place, no deduplication.
     * Where one of them is absent from a request the digest of its body is the key.
     */
    public Recipe withDedupeBy(From... from) {
        return new Recipe(this, naming.withDedupe(from));
    }

    /**
     * Compiles this recipe with the secrets of an endpoint.
     *
     * @param secrets every live secret, newest first; public keys for schemes with asymmetric keys. Where
     *     {@link #learnsSecret} and the option {@code learn_until} is set there may be none: then everything is refused
     * @param options what the endpoint sets, by the names of {@link #optionNames}
     * @throws IllegalArgumentException when a secret is missing, too short or cannot be decoded, or an option is unknown or
     *     wrong; the message names the setting and the fix, and never holds a secret
     */
    public Verifier verifier(List<String> secrets, Map<String, String> options) {
        return verifier(secrets, options, TrustedProxies.none());
    }

    /**
     * As {@link #verifier(List, Map)}, for an endpoint behind proxies.
     *
     * @param proxies whose word about the public URL is believed where the recipe signs it and no option {@code url} is set
     */
    public Verifier verifier(List<String> secrets, Map<String, String> options, TrustedProxies proxies) {
        scheme.requireUsable();
        naming.check(name);
        Options checked = new Options(name, options, optionNames(), proxies);
        if (Learning.until(checked).isPresent() && secrets.isEmpty()) {
            return new UnlearntVerifier(this);
        }
        return scheme.verifier(this, List.copyOf(secrets), checked);
    }

    /**
     * Compiles the handshakes and answers with the secrets of an endpoint.
     *
     * @param secrets as for {@link #verifier(List, Map)}
     * @param options as for {@link #verifier(List, Map)}
     * @throws IllegalArgumentException as for {@link #verifier(List, Map)}
     */
    public Handshakes handshakes(List<String> secrets, Map<String, String> options) {
        return new Handshakes(this, List.copyOf(secrets), new Options(name, options, optionNames()));
    }

    /**
     * Compiles this recipe for signing.
     *
     * @param secret the secret to sign with; a private key for schemes with asymmetric keys
     * @param options as for {@link #verifier(List, Map)}
     * @throws IllegalArgumentException as for {@link #verifier(List, Map)}
     */
    public Signer signer(String secret, Map<String, String> options) {
        scheme.requireUsable();
        return scheme.signer(this, secret, new Options(name, options, optionNames()));
    }

    /**
     * A new pair of keys in the scheme's own form: the public key, or the options, to configure, and the private one to
     * sign with. Absent for schemes whose secret is shared.
     *
     * @param random the source of the keys
     */
    public Optional<KeyPairText> newKeyPair(SecureRandom random) {
        return scheme.newKeyPair(random);
    }

    /** Whether the public URL of an endpoint is signed, so that it has to be known. */
    public boolean signsUrl() {
        return scheme instanceof SignatureScheme signature && signature.signsUrl();
    }

    Scheme scheme() {
        return scheme;
    }

    Naming naming() {
        return naming;
    }

    Answering answering() {
        return answering;
    }

    /** Name and version. */
    @Override
    public String toString() {
        return id();
    }
}
