package io.hooklatch.operate;

import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Pause;
import io.hooklatch.store.IdSequence;
import java.util.OptionalLong;

/** One item of a selection, as it stands when it is reached. */
sealed interface Subject {
    /** What the operation's cursor is behind it. */
    String cursor();

    /** In milliseconds since the epoch, UTC. */
    OptionalLong time();

    record OfDelivery(DeliverySummary row, String cursor) implements Subject {
        @Override
        public OptionalLong time() {
            return OptionalLong.of(row.receivedAt());
        }
    }

    record OfEvent(EventSummary row, String cursor) implements Subject {
        @Override
        public OptionalLong time() {
            return OptionalLong.of(row.createdAt());
        }
    }

    record OfDispatch(Dispatch row, String cursor) implements Subject {
        @Override
        public OptionalLong time() {
            return OptionalLong.of(IdSequence.timeOf(row.id().value()));
        }
    }

    record OfName(Pause.Kind kind, String name, String cursor) implements Subject {
        @Override
        public OptionalLong time() {
            return OptionalLong.empty();
        }
    }

    /** An id that nothing has. */
    record Missing(String id, String cursor) implements Subject {
        @Override
        public OptionalLong time() {
            return OptionalLong.empty();
        }
    }
}
