package io.hooklatch.recipe;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Shows the token where the scheme looks for it. */
final class TokenSigner implements Signer {
    private final Naming naming;
    private final From place;
    private final String value;

    TokenSigner(Recipe recipe, TokenScheme scheme, String secret, Options options) {
        naming = recipe.naming();
        place = options.header(recipe.name(), scheme.in()).get(0);
        byte[] token = Secrets.key("secret of " + recipe.name(), scheme.key(), secret);
        String text = place.kind() == From.Kind.HEADER ? new String(token, StandardCharsets.ISO_8859_1) : secret;
        value = scheme.prefix() + (scheme.basic() ? Base64.getEncoder().encodeToString(token) : text);
    }

    @Override
    public Request sign(Request unsigned, Names names, long nowMillis) {
        Headers headers = NameHeaders.with(unsigned.headers(), naming, names);
        return RequestWriter.put(place, value, unsigned.withHeaders(headers));
    }
}
