-- What operators do: the operations, their items, what is paused, what was promoted.

-- One thing that an operator did; also the entry of the audit. cursor is where it goes on after a crash.
CREATE TABLE hooklatch_operation (
    id INTEGER PRIMARY KEY,
    action INTEGER NOT NULL,
    state INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    rate INTEGER NOT NULL,
    total INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    actor NOT NULL,
    origin NOT NULL,
    reason NOT NULL,
    selection NOT NULL,
    cursor NOT NULL,
    detail NOT NULL
);

-- What became of each item, written with the change itself.
CREATE TABLE hooklatch_operation_item (
    operation INTEGER NOT NULL,
    number INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    subject NOT NULL,
    detail NOT NULL,
    PRIMARY KEY (operation, number)
) WITHOUT ROWID;

CREATE TABLE hooklatch_pause (
    kind INTEGER NOT NULL,
    name TEXT NOT NULL,
    operation INTEGER NOT NULL,
    paused_at INTEGER NOT NULL,
    PRIMARY KEY (kind, name)
) WITHOUT ROWID;

-- A refused delivery that was verified again later, with success. Its own row stays as it is. Its events have rows of
-- their own among the deliveries, like those of the elements of a batch (traits 256), with the trait 1024: from first_row
-- to last_row. Their body is the number of the delivery, or the place of an element in it. An empty batch has none.
CREATE TABLE hooklatch_promotion (
    delivery INTEGER PRIMARY KEY,
    operation INTEGER NOT NULL,
    promoted_at INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    secret_id TEXT,
    recipe TEXT NOT NULL,
    detail TEXT,
    first_row INTEGER,
    last_row INTEGER
);

-- How many attempts no longer count, since an operator queued the dispatch again; old rows get 0.
ALTER TABLE hooklatch_dispatch ADD COLUMN forgiven INTEGER NOT NULL DEFAULT 0;

-- The delivery whose body it brings in the place of the event's own; such a dispatch is no part of the event's state.
ALTER TABLE hooklatch_dispatch ADD COLUMN carries INTEGER;

-- The dispatches that were not born with their event, and so cannot be found by their ids.
CREATE TABLE hooklatch_later_dispatch (
    dispatch INTEGER PRIMARY KEY,
    event INTEGER NOT NULL
);

CREATE INDEX hooklatch_later_dispatch_event ON hooklatch_later_dispatch (event);
