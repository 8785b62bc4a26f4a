package io.hooklatch.operate;

import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells operations that nobody is at from those of other processes. Whoever is at one moves its cursor with each step; one
 * that stood still from look to look is nobody's. So no clock decides, and a wrong guess does no harm: of two who are at one
 * operation the step of one is taken, and the other leaves it. Thread-safe.
 */
final class Silence {
    /** How long from one look to the next. */
    static final Duration LOOK = Duration.ofSeconds(5);

    /** At so many looks in a row it has not moved since the one before. */
    private static final int LOOKS = 3;

    private Map<OperationId, Sight> seen = Map.of();

    private record Sight(String cursor, int still) {}

    /**
     * One look.
     *
     * @param running those of others that are running now; what is not among them is forgotten
     * @return those that nobody is at
     */
    synchronized List<Operation> look(List<Operation> running) {
        List<Operation> left = new ArrayList<>();
        Map<OperationId, Sight> now = new HashMap<>();
        for (Operation operation : running) {
            int still = Optional.ofNullable(seen.get(operation.id()))
                    .filter(before -> before.cursor().equals(operation.cursor()))
                    .map(before -> before.still() + 1)
                    .orElse(0);
            now.put(operation.id(), new Sight(operation.cursor(), still));
            if (still >= LOOKS) {
                left.add(operation);
            }
        }
        seen = now;
        return left;
    }

    /** Begins anew, after looks that failed: others could not have moved anything either. */
    synchronized void forget() {
        seen = Map.of();
    }
}
