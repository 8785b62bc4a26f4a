package io.hooklatch.recipe;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whatever the code of a provider does. */
record CodedScheme(Provider provider) implements Scheme {
    @Override
    public void requireUsable() {
        if (provider instanceof AbsentProvider absent) {
            throw absent.needed();
        }
    }

    @Override
    public Verifier verifier(Recipe recipe, List<String> secrets, Options options) {
        return new CodedVerifier(recipe, this, provider.check(secrets, options.only(provider.optionNames())));
    }

    @Override
    public Signer signer(Recipe recipe, String secret, Options options) {
        Signer signer = provider.signer(secret, options.only(provider.optionNames()));
        return (unsigned, names, nowMillis) -> signer.sign(
                unsigned.withHeaders(NameHeaders.with(unsigned.headers(), recipe.naming(), names)), names, nowMillis);
    }

    @Override
    public Optional<KeyPairText> newKeyPair(SecureRandom random) {
        return provider.newKeyPair(random);
    }

    @Override
    public Set<String> optionNames() {
        return provider.optionNames();
    }

    @Override
    public Set<String> credentialHeaders() {
        return provider.credentialHeaders().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public KeyRule keyRule() {
        return KeyRule.TEXT;
    }

    @Override
    public Description.OfScheme words() {
        return new Description.OfScheme(
                provider.proof(),
                provider.places(),
                provider.key(),
                provider.tolerance()
                        .map(time -> "at most " + time.toSeconds() + " s off")
                        .orElse(""));
    }

    @Override
    public Set<Risk> risks() {
        return provider.risks();
    }

    @Override
    public boolean covers(List<From> places) {
        return places.stream().allMatch(provider::covers);
    }
}
