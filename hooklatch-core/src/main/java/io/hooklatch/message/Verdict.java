package io.hooklatch.message;

import java.util.Objects;
import java.util.Optional;

/**
 * What verification decided about one delivery, and on what grounds.
 *
 * @param kind the decision
 * @param reason why it was refused; present exactly when {@code kind} is {@link Kind#REFUSED}
 * @param keyId which of the endpoint's secrets matched ({@code 1} is the first configured), when one did; never the secret
 * @param recipe the recipe and its version that decided, such as {@code stripe@1.0.0}
 * @param detail one line for the operator, such as {@code timestamp outside tolerance: 412 s old, 300 s allowed}; empty
 *     when there is nothing to add; holds no secret
 */
public record Verdict(Kind kind, Optional<Reason> reason, Optional<String> keyId, String recipe, String detail) {

    /** The four decisions. Stored by {@link #code()}; codes are never reused. */
    public enum Kind {
        /** A signature over the request fits a live secret and is fresh. */
        VERIFIED(1),
        /** A shared token fits: the sender is known, the body is not protected. */
        AUTHENTICATED(2),
        /** The endpoint has no recipe, by its owner's explicit word. */
        UNVERIFIED(3),
        /** Not accepted; kept, but never an event. */
        REFUSED(4);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        /**
         * The kind with this code.
         *
         * @throws IllegalArgumentException when no kind has it
         */
        public static Kind ofCode(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no verdict has code " + code);
        }
    }

    public Verdict {
        Objects.requireNonNull(recipe, "recipe");
        Objects.requireNonNull(detail, "detail");
        if ((kind == Kind.REFUSED) != reason.isPresent()) {
            throw new IllegalArgumentException("verdict " + kind + " with reason " + reason
                    + ": a reason belongs to a refusal, and every refusal has one");
        }
    }

    public static Verdict verified(String recipe, String keyId) {
        return new Verdict(Kind.VERIFIED, Optional.empty(), Optional.of(keyId), recipe, "");
    }

    public static Verdict authenticated(String recipe, String keyId) {
        return new Verdict(Kind.AUTHENTICATED, Optional.empty(), Optional.of(keyId), recipe, "");
    }

    public static Verdict unverified() {
        return new Verdict(Kind.UNVERIFIED, Optional.empty(), Optional.empty(), "unverified", "");
    }

    public static Verdict refused(String recipe, Reason reason, String detail) {
        return new Verdict(Kind.REFUSED, Optional.of(reason), Optional.empty(), recipe, detail);
    }

    /** Whether the delivery may become an event. */
    public boolean accepted() {
        return kind != Kind.REFUSED;
    }
}
