package io.hooklatch.jdbc.row;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.NewDelivery;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What many deliveries have in common: stored once, so that a delivery's row holds one small number in place of a dozen
 * columns, and one index over that number answers every filter over any of them.
 *
 * @param eventType the provider's event type; null when there is none or when {@link Traits#TYPE_IN_ROW} says that the row
 *     holds it, as for types made up by strangers
 * @param method the request method; null when {@link Traits#METHOD_IN_ROW} says that the row holds it
 * @param keySource where the key came from that made the event or that matched; null without one
 * @param secondKeySource the same for the other key of a delivery that made an event
 * @param traits bits of {@link Traits}
 */
public record Profile(
        String endpoint,
        DeliveryKind kind,
        Verdict.Kind verdict,
        @Nullable Reason reason,
        @Nullable String secretId,
        String recipe,
        @Nullable String method,
        @Nullable String eventType,
        @Nullable String keySource,
        @Nullable String secondKeySource,
        int traits) {
    private static final Set<String> USUAL_METHODS = Set.of("POST", "GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    /** Whether this trait holds. */
    public boolean has(int trait) {
        return (traits & trait) != 0;
    }

    /**
     * The profile of a new delivery.
     *
     * @param names of the delivery, or of its element
     * @param key the key that made the event or that matched; null without one
     * @param secondKey the other key of a delivery that makes an event
     * @param traits the traits known to the caller; those that follow from the delivery are added
     */
    public static Profile of(
            NewDelivery delivery, Names names, @Nullable DedupeKey key, @Nullable DedupeKey secondKey, int traits) {
        Verdict verdict = delivery.verdict();
        boolean methodInRow = !USUAL_METHODS.contains(delivery.request().method());
        return new Profile(
                delivery.endpoint(),
                delivery.kind(),
                verdict.kind(),
                verdict.reason().orElse(null),
                verdict.keyId().orElse(null),
                verdict.recipe(),
                methodInRow ? null : delivery.request().method(),
                names.eventType().orElse(null),
                key == null ? null : key.source(),
                secondKey == null ? null : secondKey.source(),
                traits | (methodInRow ? Traits.METHOD_IN_ROW : 0) | keyTraits(key, names));
    }

    private static int keyTraits(@Nullable DedupeKey key, Names names) {
        if (key == null) {
            return 0;
        }
        int traits =
                names.eventId().isPresent() && names.eventId().get().equals(key.value()) ? Traits.EVENT_NAME_IS_KEY : 0;
        return names.deliveryId().isPresent() && names.deliveryId().get().equals(key.value())
                ? traits | Traits.DELIVERY_NAME_IS_KEY
                : traits;
    }

    /** The same, with the event type left to the row. */
    public Profile withTypeInRow() {
        return new Profile(
                endpoint,
                kind,
                verdict,
                reason,
                secretId,
                recipe,
                method,
                null,
                keySource,
                secondKeySource,
                traits | Traits.TYPE_IN_ROW);
    }

    /** The verdict of a delivery with this profile and this detail. */
    public Verdict verdict(@Nullable String detail) {
        return new Verdict(
                verdict,
                Optional.ofNullable(reason),
                Optional.ofNullable(secretId),
                recipe,
                detail == null ? "" : detail);
    }

    /** The key of a delivery with this profile and these columns. */
    public Optional<DedupeKey> key(@Nullable String column, @Nullable String eventName, @Nullable String deliveryName) {
        String value = keyValue(column, eventName, deliveryName);
        return value == null || keySource == null ? Optional.empty() : Optional.of(new DedupeKey(value, keySource));
    }

    /** The value of that key, which is not stored twice. */
    public @Nullable String keyValue(
            @Nullable String column, @Nullable String eventName, @Nullable String deliveryName) {
        if (has(Traits.EVENT_NAME_IS_KEY)) {
            return eventName;
        }
        return has(Traits.DELIVERY_NAME_IS_KEY) ? deliveryName : column;
    }
}
