package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.store.Applied;
import io.hooklatch.store.Superseded;
import java.util.List;

/**
 * A step of an operation.
 *
 * @param applied what became of it
 * @param woken the handlers that may have something to do now
 * @param paused whether the endpoints that are paused are others than before
 * @param superseded the dispatches of promoted events that are superseded already
 */
record StepTaken(Applied applied, List<String> woken, boolean paused, List<Superseded> superseded) {}
