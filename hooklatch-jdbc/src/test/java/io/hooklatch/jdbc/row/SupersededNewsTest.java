package io.hooklatch.jdbc.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DispatchId;
import io.hooklatch.message.EventId;
import io.hooklatch.store.Superseded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupersededNewsTest {
    @Test
    void whatAListenerThrowsKeepsNothingFromTheNext() {
        List<Superseded> both = List.of(one(1), one(2));
        List<Superseded> told = new ArrayList<>();
        SupersededNews news = new SupersededNews();
        news.tell(both);
        news.onSuperseded(what -> {
            told.add(what);
            throw new IllegalStateException("of whoever listens");
        });
        news.tell(both);
        assertThat(told).isEqualTo(both);
    }

    private static Superseded one(long id) {
        return new Superseded("ship", new EventId(id), new DispatchId(id), "why");
    }
}
