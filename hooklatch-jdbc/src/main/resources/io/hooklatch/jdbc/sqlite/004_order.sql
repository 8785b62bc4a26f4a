-- What waits for others, and what others supersede.

-- A dispatch of an event whose endpoint asks for order or for a guard. Of those in one line (a hash of endpoint and key)
-- only the first, the one with the least place, is ever due; it has no place any more once it is settled, and not dead.
-- insisted: an operator replayed it, so the guard lets it pass.
CREATE TABLE hooklatch_ordered (
    dispatch INTEGER PRIMARY KEY,
    handler INTEGER,
    line INTEGER,
    place INTEGER,
    entity BLOB,
    version BLOB,
    version_text TEXT,
    insisted INTEGER NOT NULL
);

CREATE INDEX hooklatch_ordered_line ON hooklatch_ordered (handler, line, place) WHERE place IS NOT NULL;

-- The newest version of each entity (a hash of endpoint and entity) that a handler has handled, and the event that it was.
-- Versions are 12 bytes that compare as they do: the whole number, its sign turned, and billionths.
CREATE TABLE hooklatch_newest (
    handler INTEGER NOT NULL,
    entity BLOB NOT NULL,
    version BLOB NOT NULL,
    version_text TEXT NOT NULL,
    event INTEGER NOT NULL,
    endpoint TEXT NOT NULL,
    PRIMARY KEY (handler, entity)
) WITHOUT ROWID;

CREATE INDEX hooklatch_newest_event ON hooklatch_newest (event);
