package io.hooklatch.gateway.access;

import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decides who a caller is. Immutable and thread-safe. */
public final class Gate {
    private static final String BEARER = "bearer ";
    private static final int LONGEST = 200;

    private final AccessSettings settings;
    private final List<byte[]> digests;

    public Gate(AccessSettings settings) {
        this.settings = settings;
        this.digests = settings.keys().stream().map(ApiKey::digest).toList();
    }

    /** What became of a knock. */
    public sealed interface Answer {
        /** Let in. */
        record Entered(Caller caller) implements Answer {}

        /**
         * Not let in.
         *
         * @param why for the caller and the log, without anything that the caller sent but the part of a key that may be shown
         */
        record Refused(String why) implements Answer {}
    }

    /**
     * Compares with every key, in a time that does not depend on which fits. A key that is wrong is refused also where
     * none is needed, so that a mistake shows.
     */
    public Answer answer(Knock knock) {
        Optional<String> authorization = knock.authorization();
        if (authorization.isPresent()) {
            return byKey(authorization.get(), knock);
        }
        if (settings.localWithoutKey() && knock.loopback() && !knock.forwarded()) {
            return new Answer.Entered(new Caller("local", AccessSettings.LOCAL_ROLE, knock.remoteAddress()));
        }
        return new Answer.Refused("no key: send the header Authorization: Bearer hlk_..."
                + (settings.keys().isEmpty() ? "; none is configured yet, \"hooklatch key new\" makes one" : ""));
    }

    private Answer byKey(String authorization, Knock knock) {
        if (authorization.length() > LONGEST
                || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return new Answer.Refused("the header Authorization holds no bearer key");
        }
        String text = authorization.substring(BEARER.length()).strip();
        byte[] digest = KeyText.digest(text);
        int found = -1;
        for (int i = 0; i < digests.size(); i++) {
            if (MessageDigest.isEqual(digests.get(i), digest)) {
                found = i;
            }
        }
        if (found >= 0) {
            ApiKey key = settings.keys().get(found);
            return new Answer.Entered(new Caller(key.name(), key.role(), knock.remoteAddress()));
        }
        return new Answer.Refused(KeyText.shown(text)
                .map(shown -> "the key " + shown + "_... is not configured")
                .orElse("what was sent as a key is none"));
    }
}
