-- Decisions of one organisation by their time. The index before had no holder, so that the wall looked at every
-- organisation's decisions one by one, and no stream, so that whether a decision was the last of its case was
-- looked up case by case among all that had happened in it.
CREATE INDEX history_event_decided ON history_event (holder, type, at) INCLUDE (stream, sequence)
    WHERE type IN ('work.decided', 'work.reopened');
DROP INDEX history_event_concluded;
-- Reading only the index is possible where vacuum has been, so it comes after 2 in 100 are new and not 20.
ALTER TABLE history_event SET (autovacuum_vacuum_insert_scale_factor = 0.02);
