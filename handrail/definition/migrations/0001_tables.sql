-- Definitions: what was published, for whom and from when; the dated values; who was invited.
--
-- Run by the owner. Nothing here is about the people a service serves, so it is not behind the wall. The
-- application adds and reads; nothing is changed or deleted, so what was in force on a day can always be told.

-- The whole canonical text of a service, by its hash: {path: content}.
CREATE TABLE definition_version (
    hash      text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
    service   text NOT NULL CHECK (service <> ''),
    files     jsonb NOT NULL CHECK (jsonb_typeof(files) = 'object'),
    stored_at timestamptz NOT NULL
);

-- Which version new cases of an organisation start on, from when. No version: the service is withdrawn.
-- beside: the examples and first values it was published with, which are not part of the version.
CREATE TABLE definition_publication (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    service      text NOT NULL CHECK (service <> ''),
    organisation uuid NOT NULL,
    version      text REFERENCES definition_version,
    from_at      timestamptz NOT NULL,
    by           text NOT NULL CHECK (by <> ''),
    why          text NOT NULL CHECK (why <> ''),
    beside       jsonb NOT NULL DEFAULT '{}',
    recorded_at  timestamptz NOT NULL,
    CHECK (from_at >= recorded_at)
);
CREATE INDEX definition_publication_current
    ON definition_publication (organisation, service, from_at DESC, id DESC);

-- Dated values of parameters. organisation null: the nation's. value null: none from that day. A correction is
-- a later row for the same day, with its reason.
CREATE TABLE definition_value (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    service        text NOT NULL CHECK (service <> ''),
    name           text NOT NULL CHECK (name <> ''),
    organisation   uuid,
    value          jsonb NOT NULL,
    effective_from date NOT NULL,
    source         text NOT NULL CHECK (source <> ''),
    reason         text NOT NULL DEFAULT '',
    by             text NOT NULL CHECK (by <> ''),
    recorded_at    timestamptz NOT NULL,
    stored_at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX definition_value_service ON definition_value (service, organisation);

-- Codes that let somebody start a service open by invitation; only a slow hash of each is kept.
CREATE TABLE definition_invite (
    id           uuid PRIMARY KEY,
    service      text NOT NULL CHECK (service <> ''),
    organisation uuid NOT NULL,
    hash         bytea NOT NULL UNIQUE,
    note         text NOT NULL DEFAULT '',
    until        timestamptz,
    by           text NOT NULL CHECK (by <> ''),
    made_at      timestamptz NOT NULL
);
CREATE INDEX definition_invite_service ON definition_invite (organisation, service, made_at);
CREATE TABLE definition_invite_use (
    invite  uuid PRIMARY KEY REFERENCES definition_invite,
    used_at timestamptz NOT NULL
);

-- Narrow, whatever default privileges the database gives.
REVOKE ALL ON definition_version, definition_publication, definition_value, definition_invite,
    definition_invite_use FROM PUBLIC, handrail_app;
GRANT SELECT, INSERT ON definition_version, definition_publication, definition_value, definition_invite,
    definition_invite_use TO handrail_app;
