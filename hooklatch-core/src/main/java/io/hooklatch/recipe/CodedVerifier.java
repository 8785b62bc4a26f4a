package io.hooklatch.recipe;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Runs the code of a provider, and believes it nothing but a verdict. */
final class CodedVerifier extends NamingVerifier {
    private final Check check;

    CodedVerifier(Recipe recipe, CodedScheme scheme, Check check) {
        super(recipe, scheme.credentialHeaders().stream().map(From::header).toList());
        this.check = check;
    }

    @Override
    public CompletionStage<Void> prepare(Request request, long nowMillis) {
        try {
            return check.prepare(request, nowMillis);
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever is missing now, the check will miss as well and refuse.
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public Verdict verify(Request request, long nowMillis) {
        try {
            Verdict verdict = check.check(request, nowMillis);
            if (verdict.kind() == Verdict.Kind.UNVERIFIED) {
                return refused("its code answered UNVERIFIED");
            }
            return new Verdict(verdict.kind(), verdict.reason(), verdict.keyId(), recipe(), verdict.detail());
        } catch (RuntimeException | StackOverflowError e) {
            return refused(e.getClass().getSimpleName());
        }
    }

    private Verdict refused(String why) {
        return Verdict.refused(recipe(), Reason.VERIFIER_FAILED, "verifier failed: " + why);
    }

    @Override
    Optional<DedupeKey> signedDigest(Request request) {
        try {
            return check.signedBytes(request).map(bytes -> new DedupeKey(Hash.hex(bytes), "signed bytes"));
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }
}
