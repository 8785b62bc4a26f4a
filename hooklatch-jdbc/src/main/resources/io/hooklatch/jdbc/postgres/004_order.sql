-- What waits for others, and what others supersede.

-- A dispatch of an event whose endpoint asks for order or for a guard. Of those in one line (a hash of endpoint and key)
-- only the first, the one with the least place, is ever due; it has no place any more once it is settled, and not dead.
-- insisted: an operator replayed it, so the guard lets it pass.
CREATE TABLE hooklatch.ordered (
    dispatch bigint PRIMARY KEY,
    line bigint,
    place bigint,
    insisted boolean NOT NULL,
    handler text COLLATE "C",
    entity bytea,
    version bytea,
    version_text text
);

CREATE INDEX ordered_line ON hooklatch.ordered (line, handler, place) WHERE place IS NOT NULL;

-- The newest version of each entity (a hash of endpoint and entity) that a handler has handled, and the event that it was.
-- Versions are 12 bytes that compare as they do: the whole number, its sign turned, and billionths.
CREATE TABLE hooklatch.newest (
    entity bytea NOT NULL,
    event bigint NOT NULL,
    handler text COLLATE "C" NOT NULL,
    version bytea NOT NULL,
    version_text text NOT NULL,
    endpoint text COLLATE "C" NOT NULL,
    PRIMARY KEY (entity, handler)
);

CREATE INDEX newest_event ON hooklatch.newest (event);
