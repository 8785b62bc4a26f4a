package io.hooklatch.keys;

import io.hooklatch.keys.fetch.KeyFetcher;
import io.hooklatch.keys.fetch.KeyRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Remembers what was asked for, and answers when it is told to. */
public final class FakeFetcher implements KeyFetcher {
    private final List<KeyRequest> requests = new ArrayList<>();
    private final List<CompletableFuture<byte[]>> answers = new ArrayList<>();

    @Override
    public synchronized CompletionStage<byte[]> fetch(KeyRequest request) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        requests.add(request);
        answers.add(answer);
        return answer;
    }

    /** What was asked for so far. */
    public synchronized List<KeyRequest> requests() {
        return List.copyOf(requests);
    }

    /** The answer to the request with this number, from 0. */
    public synchronized CompletableFuture<byte[]> answer(int number) {
        return answers.get(number);
    }
}
