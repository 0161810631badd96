-- Lists of work, counted and paged by the database without reading the cases that are on none of them.
--
-- Behind the wall no condition on jsonb can use an index: its operators are not leakproof, so the wall is looked
-- at first, row by row. What lists are made of is therefore kept in columns, which follow the listing by
-- themselves and compare as bytes. Days and moments are ISO 8601, the moments in UTC, so that they sort as text.
--   status      where the case stands; '' when it was never listed
--   queue       where it waits, or will wait before the end of what it gave
--   from_on     the day from which it waits: of a pause, its last day is over; of what lies ahead, its first
--   turn_on     the day that its place depends on: what was promised, or the end of what it gave
--   sent        when it was first sent, which its place depends on after that
ALTER TABLE history_head
    ADD COLUMN status text COLLATE "C" GENERATED ALWAYS AS (coalesce(listing->>'status', '')) STORED,
    ADD COLUMN queue text COLLATE "C" GENERATED ALWAYS AS (coalesce(
        CASE WHEN listing->>'status' = 'decided' THEN listing->>'ahead_queue' ELSE listing->>'queue' END,
        '')) STORED,
    ADD COLUMN claimed_by text COLLATE "C" GENERATED ALWAYS AS (coalesce(listing->>'claimed_by', '')) STORED,
    ADD COLUMN another_look boolean
        GENERATED ALWAYS AS (coalesce(listing->'another_look' = 'true'::jsonb, false)) STORED,
    ADD COLUMN from_on text COLLATE "C" GENERATED ALWAYS AS (
        CASE listing->>'status'
            WHEN 'decided' THEN coalesce(left(listing->>'ahead_from', 10), '')
            WHEN 'paused' THEN coalesce(nullif(left(listing->>'paused_until', 10), ''), '9999-12-31')
            ELSE '' END) STORED,
    ADD COLUMN turn_on text COLLATE "C" GENERATED ALWAYS AS (coalesce(
        nullif(left(CASE WHEN listing->>'status' = 'decided' THEN listing->>'ends' ELSE listing->>'due' END, 10),
               ''),
        '9999-12-31')) STORED,
    ADD COLUMN sent text COLLATE "C"
        GENERATED ALWAYS AS (coalesce(nullif(listing->>'sent', ''), '9999-12-31')) STORED,
    ADD COLUMN erased boolean GENERATED ALWAYS AS (activity = 'case.erased') STORED;

-- How many cases stand where, and which cases are of a service, from the index alone.
CREATE INDEX history_head_standing ON history_head (holder, kind, service, version, status) INCLUDE (stream);
DROP INDEX history_head_holder;

-- What waits for staff, in its order, and what will.
CREATE INDEX history_head_waiting ON history_head (holder, kind, turn_on, sent, reference COLLATE "C")
    INCLUDE (stream, service, status, queue, claimed_by, another_look, from_on)
    WHERE status IN ('received', 'being_looked_at', 'paused');
CREATE INDEX history_head_ahead ON history_head (holder, kind, from_on, turn_on, sent, reference COLLATE "C")
    INCLUDE (stream, service, status, queue, claimed_by, another_look)
    WHERE status = 'decided' AND from_on > '';

-- What is due to be erased, in its order. What was erased keeps its day and would be passed over for ever.
CREATE INDEX history_head_due ON history_head (holder, kind, keep_until, reference COLLATE "C")
    WHERE NOT erased;

-- No reading could use it, for the reason above, and every change of a listing had to keep it.
DROP INDEX history_head_listing;
