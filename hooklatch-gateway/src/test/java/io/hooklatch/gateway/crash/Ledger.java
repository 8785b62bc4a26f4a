package io.hooklatch.gateway.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * What was seen from outside the inbox: every id that was sent, every id that was answered with 2xx. Written before and
 * after each request by a process that is not killed. Thread-safe.
 */
final class Ledger {
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();

    /** What was seen of one id. */
    static final class Page {
        private final AtomicInteger sends = new AtomicInteger();
        private final AtomicInteger acks = new AtomicInteger();

        /** How often it was sent, whatever came of it. */
        int sends() {
            return sends.get();
        }

        /** How often it was answered with 2xx. */
        int acks() {
            return acks.get();
        }
    }

    void sending(String id) {
        pages.computeIfAbsent(id, unused -> new Page()).sends.incrementAndGet();
    }

    void acked(String id) {
        pages.get(id).acks.incrementAndGet();
    }

    /** An answer that no fault explains. */
    void surprise(String what) {
        surprises.add(what);
    }

    List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** The ids that were sent and never answered with 2xx. */
    List<String> unacked() {
        List<String> ids = new ArrayList<>();
        pages.forEach((id, page) -> {
            if (page.acks() == 0) {
                ids.add(id);
            }
        });
        return ids;
    }

    Optional<Page> page(String id) {
        return Optional.ofNullable(pages.get(id));
    }

    void forEach(BiConsumer<String, Page> action) {
        pages.forEach(action);
    }

    Set<String> ids() {
        return Set.copyOf(pages.keySet());
    }

    long sends() {
        return pages.values().stream().mapToLong(Page::sends).sum();
    }

    long acks() {
        return pages.values().stream().mapToLong(Page::acks).sum();
    }
}
