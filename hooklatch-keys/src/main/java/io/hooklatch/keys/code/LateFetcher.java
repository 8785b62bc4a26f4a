package io.hooklatch.keys.code;

import io.hooklatch.keys.fetch.HttpKeyFetcher;
import io.hooklatch.keys.fetch.KeyFetcher;
import io.hooklatch.keys.fetch.KeyRequest;
import java.util.concurrent.CompletionStage;

/** The usual fetcher, made when the first key is needed: most processes never fetch any. */
final class LateFetcher implements KeyFetcher {
    @Override
    public CompletionStage<byte[]> fetch(KeyRequest request) {
        return Usual.ONE.fetch(request);
    }

    private static final class Usual {
        static final KeyFetcher ONE = new HttpKeyFetcher();
    }
}
