-- One inbox. Ids are 64 bits and time-ordered; times are milliseconds since the epoch, UTC, by the clock of the database;
-- codes are those of the enums. The name of the schema is replaced when the inbox is kept in another one.

-- Facts about the inbox as a whole.
CREATE TABLE hooklatch.fact (
    name text COLLATE "C" PRIMARY KEY,
    value bytea NOT NULL
);

-- Each opened store takes the next number into its ids, so that nodes make different ones.
CREATE SEQUENCE hooklatch.node_number MINVALUE 0 MAXVALUE 1023 CYCLE;

-- One HTTP receipt. The columns about an event are filled when it brought exactly one as a whole.
CREATE TABLE hooklatch.delivery (
    id bigint PRIMARY KEY,
    received_at bigint NOT NULL,
    received_length bigint NOT NULL,
    event bigint,
    kind smallint NOT NULL,
    verdict smallint NOT NULL,
    reason smallint,
    batch boolean NOT NULL,
    duplicate boolean NOT NULL,
    divergent boolean NOT NULL,
    endpoint text COLLATE "C" NOT NULL,
    recipe text NOT NULL,
    secret_id text,
    detail text NOT NULL,
    method text NOT NULL,
    target text NOT NULL,
    remote_address text NOT NULL,
    delivery_name text COLLATE "C",
    event_name text COLLATE "C",
    event_type text COLLATE "C",
    dedupe_key text,
    key_source text,
    headers bytea NOT NULL,
    body bytea NOT NULL
);

CREATE INDEX delivery_endpoint ON hooklatch.delivery (endpoint, id);
CREATE INDEX delivery_event ON hooklatch.delivery (event) WHERE event IS NOT NULL;
CREATE INDEX delivery_refused ON hooklatch.delivery (reason, id) WHERE reason IS NOT NULL;
CREATE INDEX delivery_name ON hooklatch.delivery (delivery_name) WHERE delivery_name IS NOT NULL;
CREATE INDEX delivery_event_name ON hooklatch.delivery (event_name) WHERE event_name IS NOT NULL;

-- What was found out about a refused delivery.
CREATE TABLE hooklatch.diagnosis (
    delivery bigint PRIMARY KEY,
    cause smallint NOT NULL,
    confidence smallint NOT NULL,
    evidence text NOT NULL,
    fix text NOT NULL
);

-- What became of each element of a delivery that is a batch.
CREATE TABLE hooklatch.element (
    delivery bigint NOT NULL,
    element_index integer NOT NULL,
    first_byte integer NOT NULL,
    byte_length integer NOT NULL,
    event bigint NOT NULL,
    duplicate boolean NOT NULL,
    divergent boolean NOT NULL,
    event_name text,
    event_type text,
    dedupe_key text,
    key_source text,
    PRIMARY KEY (delivery, element_index)
);

CREATE INDEX element_event ON hooklatch.element (event);

-- A secret that an endpoint learnt, encrypted by the program.
CREATE TABLE hooklatch.secret (
    endpoint text COLLATE "C" PRIMARY KEY,
    sealed bytea NOT NULL
);

-- One business event. Its bytes are those of the delivery that created it, or an element's place in them.
CREATE TABLE hooklatch.event (
    id bigint PRIMARY KEY,
    delivery bigint NOT NULL,
    created_at bigint NOT NULL,
    element_index integer,
    first_byte integer,
    byte_length integer,
    endpoint text COLLATE "C" NOT NULL,
    delivery_name text,
    event_name text COLLATE "C",
    event_type text COLLATE "C",
    dedupe_key text,
    key_source text
);

CREATE INDEX event_endpoint ON hooklatch.event (endpoint, id);
CREATE INDEX event_name ON hooklatch.event (event_name) WHERE event_name IS NOT NULL;

-- The keys of events. The unique index decides which delivery is the first of its event; the digest (SHA-256) of the
-- first one's bytes tells whether a later one differs.
CREATE TABLE hooklatch.dedupe_key (
    endpoint text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    event bigint NOT NULL,
    digest bytea NOT NULL,
    PRIMARY KEY (endpoint, key)
);

-- One event on its way to one handler. due_at is the earliest time at which anybody may lease it: for a running one the
-- end of its lease. No handler: unrouted.
CREATE TABLE hooklatch.dispatch (
    id bigint PRIMARY KEY,
    event bigint NOT NULL,
    token bigint NOT NULL,
    due_at bigint,
    leased_at bigint,
    attempts integer NOT NULL,
    losses integer NOT NULL,
    state smallint NOT NULL,
    endpoint text COLLATE "C" NOT NULL,
    handler text COLLATE "C",
    last_error text NOT NULL
) WITH (fillfactor = 85);

CREATE INDEX dispatch_event ON hooklatch.dispatch (event);
CREATE INDEX dispatch_due ON hooklatch.dispatch (handler, due_at, id) WHERE due_at IS NOT NULL;

-- All but handled ones, for lists by state and for counting.
CREATE INDEX dispatch_open ON hooklatch.dispatch (state, id) WHERE state <> 4;

CREATE TABLE hooklatch.attempt (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dispatch bigint NOT NULL,
    recorded_at bigint NOT NULL,
    started_at bigint NOT NULL,
    duration bigint NOT NULL,
    number integer NOT NULL,
    outcome smallint NOT NULL,
    error text NOT NULL
);

CREATE INDEX attempt_dispatch ON hooklatch.attempt (dispatch, id);

-- All but succeeded ones.
CREATE INDEX attempt_outcome ON hooklatch.attempt (outcome, id) WHERE outcome <> 1;
