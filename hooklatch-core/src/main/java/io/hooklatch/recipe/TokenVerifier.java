package io.hooklatch.recipe;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compares a shown token with all live ones. */
final class TokenVerifier extends NamingVerifier {
    private final List<From> in;
    private final Values values;
    private final String prefix;
    private final boolean basic;
    private final List<byte[]> tokens;
    private final List<Verdict> authenticated;
    private final Verdict mismatch;
    private final Verdict missing;

    TokenVerifier(Recipe recipe, TokenScheme scheme, List<String> secrets, Options options) {
        super(recipe, options.header(recipe.name(), scheme.in()));
        this.in = options.header(recipe.name(), scheme.in());
        this.values = new Values(in);
        this.prefix = scheme.prefix();
        this.basic = scheme.basic();
        this.tokens = Secrets.keys(recipe.name(), scheme.key(), secrets);
        this.authenticated = IntStream.rangeClosed(1, tokens.size())
                .mapToObj(number -> Verdict.authenticated(recipe.id(), Integer.toString(number)))
                .toList();
        this.mismatch = Verdict.refused(recipe.id(), Reason.TOKEN_MISMATCH, recipe.name() + " token mismatch");
        boolean header = in.get(0).kind() == From.Kind.HEADER;
        String where = header ? " header: " + in.get(0).name() : ": " + in.get(0);
        this.missing = Verdict.refused(recipe.id(), Reason.MISSING_TOKEN, "missing token" + where);
    }

    @Override
    public Verdict verify(Request request, long nowMillis) {
        try {
            return verify(request);
        } catch (RuntimeException e) {
            return SignatureVerifier.failed(recipe(), e);
        }
    }

    private Verdict verify(Request request) {
        for (From place : in) {
            if (place.kind() == From.Kind.HEADER && HeaderLines.count(request.headers(), place.name()) > 1) {
                return Verdict.refused(recipe(), Reason.TOKEN_MISMATCH, "token header is repeated: " + place.name());
            }
        }
        @Nullable String[] found = values.read(request);
        for (From place : in) {
            String value = found[values.slot(place)];
            if (value != null && !value.isEmpty()) {
                return compared(place, value);
            }
        }
        return missing;
    }

    private Verdict compared(From place, String value) {
        if (!value.regionMatches(true, 0, prefix, 0, prefix.length())) {
            return Verdict.refused(recipe(), Reason.TOKEN_MISMATCH, "token does not begin with " + prefix.strip());
        }
        String text = value.substring(prefix.length());
        byte @Nullable [] shown = basic ? basic(text) : bytes(place, text);
        if (shown == null) {
            return mismatch;
        }
        int match = -1;
        for (int i = tokens.size() - 1; i >= 0; i--) {
            if (MessageDigest.isEqual(shown, tokens.get(i))) {
                match = i;
            }
        }
        return match < 0 ? mismatch : authenticated.get(match);
    }

    private static byte @Nullable [] basic(String text) {
        byte[] buffer = new byte[text.length()];
        int length = Codec.decode(Encoding.BASE64_ANY_PADDING, text, 0, text.length(), buffer);
        return length < 0 ? null : Arrays.copyOf(buffer, length);
    }

    /** The bytes as they arrived; a header's characters are its bytes, everything else is text. */
    private static byte @Nullable [] bytes(From place, String text) {
        if (place.kind() != From.Kind.HEADER) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return HeaderLines.isBytes(text) ? text.getBytes(StandardCharsets.ISO_8859_1) : null;
    }

    @Override
    Optional<DedupeKey> signedDigest(Request request) {
        return Optional.empty();
    }
}
