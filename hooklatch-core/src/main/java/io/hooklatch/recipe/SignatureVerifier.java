package io.hooklatch.recipe;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Runs a signature scheme: all live secrets against all presented signatures. */
final class SignatureVerifier extends NamingVerifier {
    private final SignatureScheme scheme;
    private final RequestReader reader;
    private final List<byte[]> keys;
    /** The index of the secret that a key is from; one secret may be a set of keys. */
    private final int[] secretOf;

    private final Pool<Scratch> pool;
    private final List<Verdict> verified;
    private final Verdict mismatch;
    private final boolean signsOnlyBody;

    SignatureVerifier(Recipe recipe, SignatureScheme scheme, List<String> secrets, Options options) {
        super(recipe, List.of());
        this.scheme = scheme;
        this.reader = new RequestReader(recipe, scheme, options);
        List<List<byte[]>> bySecret = Secrets.keys(recipe.name(), scheme.key(), scheme.algorithm(), secrets);
        this.keys = bySecret.stream().flatMap(List::stream).toList();
        this.secretOf = IntStream.range(0, bySecret.size())
                .flatMap(i -> bySecret.get(i).stream().mapToInt(key -> i))
                .toArray();
        this.pool = new Pool<>(this::newScratch);
        this.verified = IntStream.rangeClosed(1, secrets.size())
                .mapToObj(number -> Verdict.verified(recipe.id(), Integer.toString(number)))
                .toList();
        this.mismatch = Verdict.refused(recipe.id(), Reason.SIGNATURE_MISMATCH, recipe.name() + " signature mismatch");
        this.signsOnlyBody = scheme.signs().equals(List.of(Part.body()));
    }

    private Scratch newScratch() {
        List<Proof> proofs = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            try {
                proofs.add(Proofs.of(scheme.algorithm(), keys.get(i)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("secret " + (secretOf[i] + 1) + ": " + e.getMessage(), e);
            }
        }
        Algorithm algorithm = scheme.algorithm();
        boolean shared = algorithm.family() != Algorithm.Family.PUBLIC_KEY;
        Candidates candidates = new Candidates(
                scheme.format().encoding(),
                algorithm.signatureBytes(),
                shared ? Candidates.MAX : Candidates.MAX_OF_PUBLIC_KEYS);
        return reader.scratch(candidates, proofs);
    }

    @Override
    public Verdict verify(Request request, long nowMillis) {
        try {
            Scratch scratch = pool.take();
            scratch.clear();
            Verdict verdict = reader.read(request, nowMillis, scratch)
                    ? compared(request, scratch)
                    : Verdict.refused(recipe(), scratch.reason(), scratch.detail());
            pool.give(scratch);
            return verdict;
        } catch (RuntimeException e) {
            return failed(recipe(), e);
        }
    }

    private Verdict compared(Request request, Scratch scratch) {
        for (int k = 0; k < keys.size(); k++) {
            for (int variant = 0; variant < reader.parts().variants(); variant++) {
                if (fits(k, variant, request, scratch)) {
                    return verified.get(secretOf[k]);
                }
            }
        }
        // Which URL it was is for the operator; the sender is told nothing.
        return scheme.signsUrl()
                ? Verdict.refused(
                        recipe(),
                        Reason.SIGNATURE_MISMATCH,
                        mismatch.detail() + "; the public URL was taken to be " + scratch.url.shown())
                : mismatch;
    }

    private boolean fits(int key, int variant, Request request, Scratch scratch) {
        Proof proof = scratch.proofs.get(key);
        for (int c = 0; c < scratch.candidates.count(); c++) {
            if (c == 0 || !proof.asksAgain()) {
                proof.reset();
                reader.parts().feed(request, scratch, keys.get(key), variant, proof);
            }
            if (proof.fits(scratch.candidates.get(c))) {
                return true;
            }
        }
        return false;
    }

    /** A bug, or input that nobody foresaw, is a refusal. */
    static Verdict failed(String recipe, RuntimeException e) {
        return Verdict.refused(
                recipe,
                Reason.VERIFIER_FAILED,
                "verifier failed: " + e.getClass().getSimpleName());
    }

    @Override
    Optional<DedupeKey> signedDigest(Request request) {
        if (signsOnlyBody) {
            return DedupeRule.bodyDigest(request);
        }
        try {
            Scratch scratch = pool.take();
            scratch.clear();
            Optional<DedupeKey> key = Optional.empty();
            if (reader.readAtAnyTime(request, scratch)) {
                MessageDigest digest = Hash.sha256();
                // Without the secret, which some schemes sign: nothing made of it is stored.
                reader.parts().feed(request, scratch, new byte[0], 0, digest::update);
                key = Optional.of(new DedupeKey(HexFormat.of().formatHex(digest.digest()), "signed bytes"));
            }
            pool.give(scratch);
            return key;
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
