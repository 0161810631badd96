-- What is due to be erased is what has a key left, which only the table of keys can say: after the last event was
-- an erasure other people's data may be left, and after everything was erased the paper of a case may be noted.
DROP INDEX history_head_due;
CREATE INDEX history_head_due ON history_head (holder, kind, keep_until, reference COLLATE "C") INCLUDE (stream);

-- How many cases stand where, without the drafts that were erased, still from the index alone.
DROP INDEX history_head_standing;
CREATE INDEX history_head_standing ON history_head (holder, kind, service, version, status)
    INCLUDE (stream, erased);

-- What staff may take on is no longer said of cases whose own person's data has gone.
SELECT set_config('handrail.everything', 'on', true);
UPDATE history_head h
    SET listing = listing || '{"queue": "", "ahead_step": "", "ahead_from": "", "ahead_queue": ""}'
    WHERE status <> '' AND queue > ''
        AND NOT EXISTS (SELECT FROM keys.data_key k WHERE k.stream = h.stream AND k.party = 'applicant');
SELECT set_config('handrail.everything', '', true);
