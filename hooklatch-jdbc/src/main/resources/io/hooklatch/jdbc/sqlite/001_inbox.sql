-- One inbox. Ids are 64 bits and time-ordered; times are milliseconds since the epoch, UTC; codes are those of the enums.
-- Every table bears the prefix hooklatch_, so that an application can keep its own tables in the same file.

-- Facts about the inbox as a whole.
CREATE TABLE hooklatch_inbox (
    name TEXT PRIMARY KEY,
    value NOT NULL
) WITHOUT ROWID;

-- Secrets that endpoints learnt from a handshake, encrypted under a key that is not in this file.
CREATE TABLE hooklatch_secret (
    endpoint TEXT PRIMARY KEY,
    sealed BLOB NOT NULL
) WITHOUT ROWID;

-- What many deliveries have in common, kept once. One index over it answers every filter by endpoint, type, verdict,
-- reason and the like.
CREATE TABLE hooklatch_profile (
    id INTEGER PRIMARY KEY,
    endpoint TEXT NOT NULL,
    kind INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    reason INTEGER,
    secret_id TEXT,
    recipe TEXT NOT NULL,
    method TEXT,
    event_type TEXT,
    key_source TEXT,
    second_key_source TEXT,
    traits INTEGER NOT NULL
);

-- One HTTP receipt. The first accepted one of an event is the event: the event's id is the number of that delivery.
-- Where a delivery is a batch (traits 512), the rows of its elements (traits 256) follow its own without another between
-- them, and each is an event or the duplicate of one, as a delivery would be. Their target, address and headers are empty;
-- their body is where they stand: the number of the delivery (8 bytes), index, first byte and length (4 bytes each).
-- Short columns first: a list never reads the overflow pages of headers and body.
CREATE TABLE hooklatch_delivery (
    id INTEGER PRIMARY KEY,
    profile INTEGER NOT NULL,
    duplicate_of INTEGER,
    received_at INTEGER NOT NULL,
    stored_at INTEGER NOT NULL,
    received_length INTEGER,
    target TEXT NOT NULL,
    remote_address TEXT NOT NULL,
    delivery_name TEXT,
    event_name TEXT,
    event_type TEXT,
    method TEXT,
    dedupe_key TEXT,
    second_key TEXT,
    detail TEXT,
    headers BLOB NOT NULL,
    body BLOB NOT NULL
);

CREATE INDEX hooklatch_delivery_profile ON hooklatch_delivery (profile);

CREATE INDEX hooklatch_delivery_duplicate ON hooklatch_delivery (duplicate_of) WHERE duplicate_of IS NOT NULL;

-- What was found out about a refused delivery. Apart from it, since it comes later and most deliveries have none.
CREATE TABLE hooklatch_diagnosis (
    delivery INTEGER PRIMARY KEY,
    cause INTEGER NOT NULL,
    confidence INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    fix TEXT NOT NULL
);

CREATE TABLE hooklatch_handler (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);

-- What many dispatches have in common. No handler: unrouted.
CREATE TABLE hooklatch_lane (
    id INTEGER PRIMARY KEY,
    endpoint TEXT NOT NULL,
    event_type TEXT,
    handler INTEGER
);

-- One event on its way to one handler. All dispatches of an event are born with it, under ids between its own and the
-- next delivery's; that is how they are found without an index of their own.
-- due_at is the earliest time at which anybody may lease it: for a running one the end of its lease.
CREATE TABLE hooklatch_dispatch (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    handler INTEGER,
    state INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    losses INTEGER NOT NULL,
    token INTEGER NOT NULL,
    due_at INTEGER,
    leased_at INTEGER,
    last_error TEXT
);

-- Queued, running and retrying ones, for leasing.
CREATE INDEX hooklatch_dispatch_due ON hooklatch_dispatch (state, handler, due_at) WHERE due_at IS NOT NULL;

-- All but running and handled ones, for lists by state.
CREATE INDEX hooklatch_dispatch_state ON hooklatch_dispatch (state, lane) WHERE state NOT IN (2, 4);

CREATE TABLE hooklatch_attempt (
    id INTEGER PRIMARY KEY,
    dispatch INTEGER NOT NULL,
    number INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    duration INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    error TEXT
);

CREATE INDEX hooklatch_attempt_dispatch ON hooklatch_attempt (dispatch);

-- All but succeeded ones.
CREATE INDEX hooklatch_attempt_outcome ON hooklatch_attempt (outcome) WHERE outcome <> 1;

-- The key index: the hash of endpoint and key leads to events, whose full keys decide. Older keys are here ...
CREATE TABLE hooklatch_key (
    hash INTEGER NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (hash, event)
) WITHOUT ROWID;

-- ... and newer ones in memory. Each row holds the (hash, event) pairs of one transaction, 16 bytes each, big-endian,
-- until they are in the table above.
CREATE TABLE hooklatch_recent_key (
    last_event INTEGER PRIMARY KEY,
    pairs BLOB NOT NULL
);
