-- What operators do. An operation is also the entry of the audit.
CREATE TABLE hooklatch.operation (
    id bigint PRIMARY KEY,
    started_at bigint NOT NULL,
    ended_at bigint,
    total bigint NOT NULL,
    changed bigint NOT NULL,
    skipped bigint NOT NULL,
    failed bigint NOT NULL,
    rate integer NOT NULL,
    action smallint NOT NULL,
    state smallint NOT NULL,
    actor text COLLATE "C" NOT NULL,
    origin text NOT NULL,
    reason text NOT NULL,
    selection text NOT NULL,
    position text NOT NULL,
    detail text NOT NULL
);

CREATE INDEX operation_running ON hooklatch.operation (id) WHERE state = 1;

CREATE TABLE hooklatch.operation_item (
    operation bigint NOT NULL,
    number bigint NOT NULL,
    outcome smallint NOT NULL,
    subject text NOT NULL,
    detail text NOT NULL,
    PRIMARY KEY (operation, number)
);

-- Endpoints and handlers that are stopped for the time being. Dispatches of a paused handler stay as they are.
CREATE TABLE hooklatch.pause (
    kind smallint NOT NULL,
    name text COLLATE "C" NOT NULL,
    operation bigint NOT NULL,
    paused_at bigint NOT NULL,
    PRIMARY KEY (kind, name)
);

-- Refused deliveries that passed later. The delivery itself stays as it is.
CREATE TABLE hooklatch.promotion (
    delivery bigint PRIMARY KEY,
    operation bigint NOT NULL,
    promoted_at bigint NOT NULL,
    verdict smallint NOT NULL,
    batch boolean NOT NULL,
    recipe text NOT NULL,
    secret_id text,
    detail text NOT NULL,
    delivery_name text,
    event_name text,
    event_type text
);

-- What became of each event that a promoted delivery brings. No place: it is the whole body.
CREATE TABLE hooklatch.promoted (
    delivery bigint NOT NULL,
    number integer NOT NULL,
    element_index integer,
    first_byte integer,
    byte_length integer,
    event bigint NOT NULL,
    duplicate boolean NOT NULL,
    divergent boolean NOT NULL,
    event_name text,
    event_type text,
    PRIMARY KEY (delivery, number)
);

CREATE INDEX promoted_event ON hooklatch.promoted (event);

-- forgiven: how many attempts there were when an operator last queued it. carries: the delivery whose body it brings, in
-- place of the event's own.
ALTER TABLE hooklatch.dispatch ADD COLUMN forgiven integer NOT NULL DEFAULT 0;
ALTER TABLE hooklatch.dispatch ADD COLUMN carries bigint;
