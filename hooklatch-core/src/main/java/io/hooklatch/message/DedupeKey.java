package io.hooklatch.message;

/**
 * What makes two deliveries the same business event within one endpoint.
 *
 * @param value the key; compared exactly
 * @param source where it came from, for the operator: {@code header webhook-id}, {@code json /id}, {@code body digest}
 */
public record DedupeKey(String value, String source) {
    /** The longest key that is kept, in characters; longer ones are replaced by their digest where they are read. */
    public static final int MAX_LENGTH = 512;

    public DedupeKey {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "dedupe key of " + value.length() + " characters: 1 to " + MAX_LENGTH + " are allowed");
        }
    }
}
