package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import io.hooklatch.message.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Other secrets under the same recipe: padded, retired, those of other endpoints. */
final class SecretHunt implements Hunt {
    private static final int MOST = 500;

    @Override
    public Optional<Diagnosis> in(Search search) {
        return search.ring(search.proof, keys(search), search.here.options())
                .fitting(search.request, search.refusal.receivedAt());
    }

    private static List<Keyring.Key<Diagnosis>> keys(Search search) {
        List<Keyring.Key<Diagnosis>> keys = new ArrayList<>();
        Setup here = search.here;
        for (int i = 0; i < here.secrets().size(); i++) {
            int number = i + 1;
            Affixes.of(here.secrets().get(i))
                    .forEach((secret, words) -> keys.add(new Keyring.Key<>(secret, padded(number, words))));
        }
        for (int i = 0; i < here.retired().size(); i++) {
            keys.add(new Keyring.Key<>(here.retired().get(i), retired(i + 1)));
        }
        for (Setup other : search.refusal.elsewhere()) {
            for (String secret : other.secrets()) {
                keys.add(new Keyring.Key<>(secret, foreign(here, other, secret, "a live")));
            }
            for (String secret : other.retired()) {
                keys.add(new Keyring.Key<>(secret, foreign(here, other, secret, "a retired")));
            }
        }
        keys.removeIf(key -> here.secrets().contains(key.secret()));
        return keys.subList(0, Math.min(MOST, keys.size()));
    }

    private static Diagnosis padded(int number, String words) {
        return Diagnosis.proved(
                Cause.SECRET_PADDED,
                "It was signed with secret " + number + " " + words + ".",
                words.startsWith("without")
                        ? "Remove that from secret " + number + " of this endpoint."
                        : "Remove that from the secret at the sender, or add it to secret " + number + " here.");
    }

    private static Diagnosis retired(int number) {
        return Diagnosis.proved(
                Cause.RETIRED_SECRET,
                "It was signed with retired secret " + number + " of this endpoint.",
                "Let the sender use the new secret, or make the retired one live until every sender has changed.");
    }

    private static Diagnosis foreign(Setup here, Setup other, String secret, String which) {
        Optional<String> mode = Mode.of(here, here.secrets());
        Optional<String> theirs = Mode.of(other, List.of(secret));
        if (mode.isPresent() && theirs.isPresent() && !mode.equals(theirs)) {
            return Diagnosis.proved(
                    Cause.OTHER_MODE_SECRET,
                    "It was signed with " + which + " secret of endpoint " + other.endpoint() + ", which is for "
                            + theirs.get() + " mode; this endpoint is for " + mode.get() + " mode.",
                    "Point the " + theirs.get() + " mode of the sender at endpoint " + other.endpoint() + ".");
        }
        return Diagnosis.proved(
                Cause.SECRET_OF_ANOTHER_ENDPOINT,
                "It was signed with " + which + " secret of endpoint " + other.endpoint() + ".",
                "Correct the URL at the sender, or exchange the secrets if they were mixed up.");
    }
}
