package io.hooklatch.recipe;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a recipe it is and how well that is known. Of a provider in the catalogue it is read from the metadata
 * when somebody asks, since most recipes are never asked. Thread-safe.
 */
final class Edition {
    /** What every recipe of a user's own is. */
    static final Edition OWN = own("1.0.0");

    private @Nullable Supplier<Metadata> source;
    private @Nullable String version;
    private @Nullable Tier tier;

    private Edition(@Nullable Supplier<Metadata> source, @Nullable String version, @Nullable Tier tier) {
        this.source = source;
        this.version = version;
        this.tier = tier;
    }

    static Edition own(String version) {
        return new Edition(null, version, Tier.OWN);
    }

    /**
     * @param metadata called at most once; what it throws is thrown to whoever asks
     */
    static Edition of(Supplier<Metadata> metadata) {
        return new Edition(metadata, null, null);
    }

    synchronized String version() {
        read();
        return Objects.requireNonNull(version);
    }

    synchronized Tier tier() {
        read();
        return Objects.requireNonNull(tier);
    }

    private void read() {
        if (source != null) {
            Metadata metadata = source.get();
            version = metadata.version();
            tier = metadata.tier();
            source = null;
        }
    }
}
