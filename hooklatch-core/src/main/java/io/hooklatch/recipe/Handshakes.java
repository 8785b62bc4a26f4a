package io.hooklatch.recipe;

import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The handshakes and answers of a recipe, compiled with the secrets and options of one endpoint. Thread-safe; made once and
 * used for every request.
 */
public final class Handshakes {
    private static final Set<String> NOT_FOR_HANDSHAKES = Set.of("POST", "PUT");

    private final String recipe;
    private final Map<HandshakeRule, AnswerMaker> rules = new LinkedHashMap<>();
    private final Optional<AnswerMaker> accepted;
    private final Answering answering;
    private final Options options;
    private final List<String> secrets;
    private final Learning learning;

    /** @throws IllegalArgumentException when an option cannot be used; the message names it and no value */
    Handshakes(Recipe recipe, List<String> secrets, Options options) {
        this.recipe = recipe.id();
        this.answering = recipe.answering();
        this.secrets = List.copyOf(secrets);
        this.options = options;
        this.learning = new Learning(recipe, secrets, options);
        List<AnswerRule> all = new ArrayList<>();
        answering.handshakes().forEach(rule -> all.add(rule.answer()));
        answering.accepted().ifPresent(all::add);
        AnswerKeys keys = new AnswerKeys(recipe.name(), recipe.scheme().keyRule(), secrets, all, options);
        for (HandshakeRule rule : answering.handshakes()) {
            rule.equal().values().forEach(source -> checkOption(recipe.name(), source));
            rules.put(rule, new AnswerMaker(rule.answer(), new AnswerSources(rule.answer(), keys, options)));
        }
        accepted = answering.accepted().map(rule -> new AnswerMaker(rule, new AnswerSources(rule, keys, options)));
    }

    private void checkOption(String name, Source source) {
        if (source.kind() == Source.Kind.OPTION) {
            options.get(source.name())
                    .ifPresent(value -> Secrets.key("option " + source.name() + " of " + name, KeyRule.TEXT, value));
        }
    }

    /** The methods besides POST and PUT that some handshake comes with. */
    public Set<String> methods() {
        return answering.handshakes().stream()
                .flatMap(rule -> rule.match().methods().stream())
                .filter(method -> !NOT_FOR_HANDSHAKES.contains(method))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The headers, in lower case, whose values are credentials and are to be stored as digests only. */
    public Set<String> credentialHeaders() {
        return credentials(From.Kind.HEADER);
    }

    /** The query parameters whose values are credentials and are to be stored as digests only. */
    public Set<String> credentialParameters() {
        return credentials(From.Kind.QUERY);
    }

    private Set<String> credentials(From.Kind kind) {
        Set<String> names = new LinkedHashSet<>();
        for (From place : answering.credentials()) {
            if (place.kind() == kind) {
                names.add(place.name());
            }
        }
        return names;
    }

    /** Whether the endpoint is without a secret, because a handshake brings it. */
    public boolean learns() {
        return learning.open();
    }

    /**
     * What to do when a request is a handshake; empty when it is none.
     *
     * @param verdict what the endpoint's verifier says of the request; asked for only where a handshake has to be signed
     */
    public Optional<HandshakeReply> reply(Request request, long nowMillis, Supplier<Verdict> verdict) {
        for (Map.Entry<HandshakeRule, AnswerMaker> entry : rules.entrySet()) {
            HandshakeRule rule = entry.getKey();
            if (!rule.match().fits(request)) {
                continue;
            }
            HandshakeReply reply = reply(rule, entry.getValue(), request, nowMillis, verdict);
            if (reply.verdict().accepted() || rule.otherwise() != HandshakeRule.PASS) {
                return Optional.of(reply);
            }
        }
        return Optional.empty();
    }

    /** Whether some handshake comes like this request; {@link #reply} tells what becomes of it. */
    public boolean fit(Request request) {
        for (HandshakeRule rule : rules.keySet()) {
            if (rule.match().fits(request)) {
                return true;
            }
        }
        return false;
    }

    /** The answer to an accepted delivery or a duplicate, where the provider asks for more than 200. */
    public Optional<Answer> accepted(Request request, long nowMillis) {
        if (accepted.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(accepted.get().make(request, nowMillis));
        } catch (Unanswerable e) {
            // It is stored, so it is answered 200, if not with the body that would be usual.
            return Optional.empty();
        }
    }

    private HandshakeReply reply(
            HandshakeRule rule, AnswerMaker maker, Request request, long nowMillis, Supplier<Verdict> verdict) {
        Verdict found = rule.verified() ? verdict.get() : unverified(rule);
        if (found.accepted()) {
            found = equal(rule, request, found);
        }
        if (!found.accepted()) {
            return refused(rule, found);
        }
        try {
            Answer answer = maker.make(request, nowMillis);
            Optional<String> learnt = Optional.empty();
            if (rule.learns().isPresent()) {
                learnt = learning.secret(rule.learns().get(), request, nowMillis);
            }
            Verdict named =
                    new Verdict(found.kind(), Optional.empty(), found.keyId(), recipe, "handshake " + rule.name());
            return new HandshakeReply(
                    rule.name(), named, answer, learnt, ConfirmUrl.of(rule.confirms(), request), secretBody(rule));
        } catch (Unanswerable e) {
            return refused(rule, refusal(rule, Reason.HANDSHAKE_REFUSED, String.valueOf(e.getMessage())));
        }
    }

    private Verdict equal(HandshakeRule rule, Request request, Verdict before) {
        Verdict verdict = before;
        Values values = new Values(rule.equal().keySet());
        @Nullable String[] found = values.read(request);
        for (Map.Entry<From, Source> entry : rule.equal().entrySet()) {
            String shown = found[values.slot(entry.getKey())];
            List<String> wanted = entry.getValue().kind() == Source.Kind.SECRET
                    ? secrets
                    : options.get(entry.getValue().name()).stream().toList();
            if (wanted.isEmpty()) {
                return refusal(
                        rule,
                        Reason.HANDSHAKE_REFUSED,
                        entry.getValue().kind() == Source.Kind.SECRET
                                ? "the endpoint has no secret"
                                : "the option " + entry.getValue().name() + " is not set");
            }
            if (shown == null || !sameAsOne(wanted, shown)) {
                return refusal(rule, Reason.TOKEN_MISMATCH, entry.getKey() + " is not the expected one");
            }
            if (verdict.kind() == Verdict.Kind.UNVERIFIED) {
                verdict = new Verdict(Verdict.Kind.AUTHENTICATED, Optional.empty(), Optional.empty(), recipe, "");
            }
        }
        return verdict;
    }

    /** Compares with each, so that the time does not tell which one fits. */
    private static boolean sameAsOne(List<String> wanted, String shown) {
        boolean same = false;
        for (String one : wanted) {
            same |= sameText(one, shown);
        }
        return same;
    }

    static boolean sameText(String wanted, String shown) {
        return MessageDigest.isEqual(wanted.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean secretBody(HandshakeRule rule) {
        boolean learnt =
                rule.learns().filter(from -> from.kind() == From.Kind.JSON).isPresent();
        return learnt
                || rule.equal().entrySet().stream()
                        .anyMatch(entry -> entry.getValue().credential()
                                && entry.getKey().kind() != From.Kind.HEADER
                                && entry.getKey().kind() != From.Kind.QUERY);
    }

    private Verdict unverified(HandshakeRule rule) {
        return new Verdict(Verdict.Kind.UNVERIFIED, Optional.empty(), Optional.empty(), recipe, rule.name());
    }

    private Verdict refusal(HandshakeRule rule, Reason reason, String why) {
        return Verdict.refused(recipe, reason, "handshake " + rule.name() + ": " + why);
    }

    private static HandshakeReply refused(HandshakeRule rule, Verdict verdict) {
        boolean later = verdict.reason().filter(Reason.KEYS_UNAVAILABLE::equals).isPresent();
        return new HandshakeReply(
                rule.name(),
                verdict,
                Answer.bare(later ? 503 : rule.otherwise()),
                Optional.empty(),
                Optional.empty(),
                secretBody(rule));
    }
}
