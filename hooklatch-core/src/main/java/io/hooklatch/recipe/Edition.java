package io.hooklatch.recipe;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a recipe it is and how well that is known. Of a provider in the catalogue it is read from the metadata
 * when somebody asks, since most recipes are never asked. Thread-safe.
 */
final class Edition {
    /** What every recipe of a user's own is. */
    static final Edition OWN = own("1.0.0");

    private @Nullable ProviderFiles files;
    private final String provider;
    private @Nullable String version;
    private @Nullable Tier tier;

    private Edition(@Nullable ProviderFiles files, String provider, @Nullable String version, @Nullable Tier tier) {
        this.files = files;
        this.provider = provider;
        this.version = version;
        this.tier = tier;
    }

    static Edition own(String version) {
        return new Edition(null, "", version, Tier.OWN);
    }

    /**
     * That of the provider's metadata among these files, which are read at most once; whoever asks is told what is wrong
     * with them.
     */
    static Edition of(ProviderFiles files, String provider) {
        return new Edition(files, provider, null, null);
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
        if (files != null) {
            Metadata metadata = ProviderReader.metadata(files, provider);
            version = metadata.version();
            tier = metadata.tier();
            files = null;
        }
    }
}
