-- The history's tables, its wall and what the application's role may do with them.
--
-- Run by the owner. Every table with a holder is behind the wall: a row is seen only when its holder is the
-- one that the transaction has set, and unset means no rows. The wall is forced on the owner too; the owner
-- sees all rows only after saying so (handrail.everything = on), so connecting as owner by mistake shows none.

CREATE SCHEMA keys;

CREATE TABLE history_head (
    stream      uuid PRIMARY KEY,
    holder      uuid NOT NULL,
    service     text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('live', 'test', 'training')),
    reference   text NOT NULL UNIQUE,
    started_at  timestamptz NOT NULL,
    version     text NOT NULL,
    sequence    integer NOT NULL CHECK (sequence > 0),
    chain       bytea NOT NULL,
    mac         bytea NOT NULL,
    last_at     timestamptz NOT NULL,
    activity    text NOT NULL,
    path        bigint NOT NULL,
    reordered   boolean NOT NULL DEFAULT false,
    held        boolean NOT NULL DEFAULT false,
    keep_until  date,
    listing     jsonb NOT NULL DEFAULT '{}'
) WITH (fillfactor = 70);
CREATE INDEX history_head_holder ON history_head (holder, service, kind);
CREATE INDEX history_head_keep_until ON history_head (keep_until) WHERE keep_until IS NOT NULL;
CREATE INDEX history_head_listing ON history_head USING gin (listing jsonb_path_ops);

CREATE TABLE history_event (
    stream        uuid NOT NULL,
    sequence      integer NOT NULL CHECK (sequence > 0),
    holder        uuid NOT NULL,
    type          text NOT NULL,
    schema        smallint NOT NULL,
    activity      text NOT NULL,
    previous      text,
    gap           bigint,
    at            timestamptz NOT NULL,
    recorded_at   timestamptz NOT NULL,
    actor         text NOT NULL,
    role          text NOT NULL,
    organisation  uuid,
    capacity      text NOT NULL,
    channel       text NOT NULL,
    mode          text NOT NULL,
    version       text NOT NULL,
    request       uuid NOT NULL,
    cause         integer,
    data          jsonb NOT NULL,
    sealed        bytea,
    chain         bytea NOT NULL,
    PRIMARY KEY (stream, sequence)
);
-- Sealed bytes do not compress, so trying to costs time and saves nothing.
ALTER TABLE history_event ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE TABLE keys.data_key (
    stream   uuid NOT NULL,
    party    text NOT NULL,
    holder   uuid NOT NULL,
    since    integer NOT NULL,
    wrapped  bytea NOT NULL,
    PRIMARY KEY (stream, party)
);

CREATE TABLE history_token (
    digest  bytea NOT NULL,
    stream  uuid NOT NULL,
    party   text NOT NULL,
    holder  uuid NOT NULL,
    PRIMARY KEY (digest, stream, party)
);
CREATE INDEX history_token_stream ON history_token (stream);

CREATE TABLE history_access (
    stream        uuid NOT NULL,
    actor         text NOT NULL,
    party         text NOT NULL,
    purpose       text NOT NULL,
    legal_day     date NOT NULL,
    holder        uuid NOT NULL,
    role          text NOT NULL,
    organisation  uuid,
    at            timestamptz NOT NULL,
    request       uuid NOT NULL,
    PRIMARY KEY (stream, actor, party, purpose, legal_day)
);

CREATE TABLE history_form_key (
    key     bytea PRIMARY KEY,
    holder  uuid NOT NULL,
    stream  uuid,
    at      timestamptz NOT NULL,
    result  jsonb
);
CREATE INDEX history_form_key_stream ON history_form_key (stream);

CREATE TABLE history_checkpoint (
    number   integer PRIMARY KEY,
    at       timestamptz NOT NULL,
    streams  integer NOT NULL,
    root     bytea NOT NULL,
    mac      bytea NOT NULL
);
CREATE TABLE history_checkpoint_entry (
    stream    uuid PRIMARY KEY,
    number    integer NOT NULL,
    sequence  integer NOT NULL,
    chain     bytea NOT NULL
);

-- The wall.
DO $$
DECLARE walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY['history_head', 'history_event', 'keys.data_key', 'history_token',
                                  'history_access', 'history_form_key']
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format(
            'CREATE POLICY wall ON %s FOR ALL TO handrail_app '
            'USING (holder = nullif(current_setting(''handrail.holder'', true), '''')::uuid)', walled);
        EXECUTE format(
            'CREATE POLICY owner ON %s FOR ALL TO CURRENT_USER '
            'USING (current_setting(''handrail.everything'', true) = ''on'')', walled);
    END LOOP;
END $$;

-- What the application may do: narrow, whatever default privileges the database gives.
REVOKE ALL ON history_head, history_event, keys.data_key, history_token, history_access, history_form_key,
    history_checkpoint, history_checkpoint_entry FROM PUBLIC, handrail_app;
GRANT USAGE ON SCHEMA keys TO handrail_app;
GRANT SELECT, INSERT ON history_event, history_access, history_token, keys.data_key TO handrail_app;
GRANT SELECT, INSERT ON history_head, history_form_key TO handrail_app;
GRANT UPDATE (version, sequence, chain, mac, last_at, activity, path, reordered, held, keep_until, listing)
    ON history_head TO handrail_app;
GRANT UPDATE (stream, result) ON history_form_key TO handrail_app;
GRANT SELECT ON history_checkpoint TO handrail_app;

-- Which stream a reference belongs to and who holds it: one reference at a time, no personal data, no list.
CREATE FUNCTION history_locate(wanted text) RETURNS TABLE (stream uuid, holder uuid)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
BEGIN
    -- Only the owner's policy looks at this, and only inside such a function is the application the owner.
    PERFORM set_config('handrail.everything', 'on', true);
    RETURN QUERY SELECT h.stream, h.holder FROM history_head h WHERE h.reference = wanted;
END $$;

-- Destroy the keys and tokens of some parties of a stream, and what its form keys remember.
-- Refused under a legal hold, and for any stream but the current holder's.
CREATE FUNCTION history_destroy(wanted uuid, parties text[]) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp
    AS $$
DECLARE
    found_held boolean;
    destroyed integer;
BEGIN
    PERFORM set_config('handrail.everything', 'on', true);
    SELECT h.held INTO found_held FROM history_head h
        WHERE h.stream = wanted AND h.holder = nullif(current_setting('handrail.holder', true), '')::uuid
        FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such stream behind this wall' USING ERRCODE = 'no_data_found';
    END IF;
    IF found_held THEN
        RAISE EXCEPTION 'the stream is under a legal hold' USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    DELETE FROM keys.data_key k WHERE k.stream = wanted AND k.party = ANY (parties);
    GET DIAGNOSTICS destroyed = ROW_COUNT;
    DELETE FROM history_token t WHERE t.stream = wanted AND t.party = ANY (parties);
    UPDATE history_form_key f SET result = NULL WHERE f.stream = wanted;
    RETURN destroyed;
END $$;

REVOKE ALL ON FUNCTION history_locate(text), history_destroy(uuid, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION history_locate(text), history_destroy(uuid, text[]) TO handrail_app;

-- For analysis: what happened, when and how long after what, with no personal data and no worker's id.
-- stream, reference are left as they are so that a finding can be traced by someone who may open the case.
--   stream, sequence       which event; service, kind, holder: of its stream
--   type, activity         activity is the type, with the step where the event names one (type/step)
--   previous, gap          the activity before it and the microseconds since, in order of `at`
--   reordered              the stream was recorded out of order; its previous and gap are worked out anew here
--   at, recorded_at        when it happened, when it was written down
--   role, capacity, channel, mode, version, data   data is open fields only
CREATE VIEW history_facts WITH (security_invoker = true) AS
    SELECT e.stream, e.sequence, h.service, h.kind, h.holder, e.type, e.activity, e.previous, e.gap,
           h.reordered, e.at, e.recorded_at, e.role, e.capacity, e.channel, e.mode, e.version, e.data
    FROM history_event e JOIN history_head h USING (stream)
    WHERE NOT h.reordered
    UNION ALL
    SELECT e.stream, e.sequence, h.service, h.kind, h.holder, e.type, e.activity,
           lag(e.activity) OVER happened,
           (extract(epoch FROM e.at - lag(e.at) OVER happened) * 1000000)::bigint,
           h.reordered, e.at, e.recorded_at, e.role, e.capacity, e.channel, e.mode, e.version, e.data
    FROM history_event e JOIN history_head h USING (stream)
    WHERE h.reordered
    WINDOW happened AS (PARTITION BY e.stream ORDER BY e.at, e.sequence);
REVOKE ALL ON history_facts FROM PUBLIC, handrail_app;
GRANT SELECT ON history_facts TO handrail_app;
