package io.hooklatch.store;

import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationItem;
import java.util.List;

/**
 * What became of a step of an operation.
 *
 * @param taken whether it was taken; false when the operation is not running any more, or stands at another cursor, and
 *     then nothing was changed
 * @param operation the operation after it
 * @param items one for each change, in order; none when it was not taken
 */
public record Applied(boolean taken, Operation operation, List<OperationItem> items) {
    public Applied {
        items = List.copyOf(items);
    }
}
