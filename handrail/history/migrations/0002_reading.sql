-- A stream as it stands, in one statement that brings its own holder with it, so that a reading needs no
-- transaction around it. The wall stands: the function has no rights but its caller's. What the transaction's
-- holder was, it is again afterwards.
--
-- behind: the organisation that must hold the stream; null for the one that the transaction has set.
-- known: the chain of what the reader has already; when nothing was added since, only the first row comes.
-- One row an event, in order of recording; the head and the wrapped keys are in the first row only.
CREATE FUNCTION history_read(wanted uuid, behind uuid, known bytea) RETURNS TABLE (
    sequence integer, type text, schema smallint, at timestamptz, recorded_at timestamptz, actor text, role text,
    organisation uuid, capacity text, channel text, mode text, version text, request uuid, cause integer,
    data text, sealed bytea,
    head_holder uuid, head_service text, head_kind text, head_reference text, head_version text,
    head_sequence integer, head_chain bytea, head_started_at timestamptz, head_last_at timestamptz,
    head_activity text, head_path bigint, head_reordered boolean, head_held boolean, head_keep_until date,
    head_listing jsonb, key_party text[], key_since integer[], key_wrapped bytea[])
    LANGUAGE plpgsql
    SET search_path = public, pg_temp
    AS $$
#variable_conflict use_column
DECLARE before text := coalesce(current_setting('handrail.holder', true), '');
BEGIN
    IF behind IS NOT NULL THEN
        PERFORM set_config('handrail.holder', behind::text, true);
    END IF;
    RETURN QUERY
        WITH head AS MATERIALIZED (SELECT * FROM history_head WHERE stream = wanted),
        held_keys AS MATERIALIZED (
            SELECT array_agg(party ORDER BY party) AS parties, array_agg(since ORDER BY party) AS since,
                   array_agg(wrapped ORDER BY party) AS wrapped
            FROM keys.data_key WHERE stream = wanted)
        SELECT e.sequence, e.type, e.schema, e.at, e.recorded_at, e.actor, e.role, e.organisation, e.capacity,
               e.channel, e.mode, e.version, e.request, e.cause, e.data::text, e.sealed,
               h.holder, h.service, h.kind, h.reference, h.version, h.sequence, h.chain, h.started_at, h.last_at,
               h.activity, h.path, h.reordered, h.held, h.keep_until, h.listing, k.parties, k.since, k.wrapped
        FROM history_event e
        LEFT JOIN head h ON e.sequence = 1
        LEFT JOIN held_keys k ON e.sequence = 1
        WHERE e.stream = wanted AND EXISTS (SELECT FROM head)
            AND (e.sequence = 1 OR known IS NULL OR known <> (SELECT chain FROM head))
        ORDER BY e.sequence;
    IF behind IS NOT NULL THEN
        PERFORM set_config('handrail.holder', before, true);
    END IF;
END $$;

REVOKE ALL ON FUNCTION history_read(uuid, uuid, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION history_read(uuid, uuid, bytea) TO handrail_app;
