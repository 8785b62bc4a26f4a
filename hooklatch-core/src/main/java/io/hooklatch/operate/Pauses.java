package io.hooklatch.operate;

import io.hooklatch.message.Pause;
import io.hooklatch.observe.Listeners;
import io.hooklatch.receive.Receiver;
import io.hooklatch.store.OperableStore;
import io.hooklatch.work.Timer;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Has the receiver know which endpoints are paused and which secrets are learnt, also by other nodes. Thread-safe. */
final class Pauses {
    /** What other nodes tell may be lost. */
    private static final Duration POLL = Duration.ofSeconds(10);

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final OperableStore store;
    private final Receiver receiver;
    private final Listeners listeners;
    private final Timer timer;
    private final Predicate<Runnable> onThread;

    /** @param onThread runs a task, unless the inbox is closed; whether it is open */
    Pauses(OperableStore store, Receiver receiver, Listeners listeners, Timer timer, Predicate<Runnable> onThread) {
        this.store = store;
        this.receiver = receiver;
        this.listeners = listeners;
        this.timer = timer;
        this.onThread = onThread;
    }

    /** Blocks until it is known. */
    void start() {
        store.onEndpointChange(() -> inBackground(this::refreshAll));
        read();
        receiver.refreshSecrets();
        poll();
    }

    private void poll() {
        timer.after(POLL, () -> {
            if (onThread.test(this::refreshAll)) {
                poll();
            }
        });
    }

    private void refreshAll() {
        refresh();
        receiver.refreshSecrets();
    }

    /** Looks now, and soon again when that fails. */
    void refresh() {
        try {
            read();
        } catch (RuntimeException e) {
            listeners.tell(to -> to.troubled("operations", "cannot read what is paused: " + e.getMessage()));
            timer.after(AFTER_TROUBLE, () -> inBackground(this::refresh));
        }
    }

    private void inBackground(Runnable task) {
        boolean unused = onThread.test(task);
    }

    private void read() {
        receiver.pause(store.reader().pauses().stream()
                .filter(pause -> pause.kind() == Pause.Kind.ENDPOINT)
                .map(Pause::name)
                .collect(Collectors.toUnmodifiableSet()));
    }
}
