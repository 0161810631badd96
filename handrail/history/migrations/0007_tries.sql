-- How often a return code was tried wrongly, for every web process together. A key is a keyed hash of what is
-- counted, so that no reference and no address is in it; what is older than an hour is deleted.
CREATE TABLE history_try (
    key    text PRIMARY KEY,
    wrong  integer NOT NULL,
    last   timestamptz NOT NULL
);
CREATE INDEX history_try_last ON history_try (last);
REVOKE ALL ON history_try FROM PUBLIC, handrail_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON history_try TO handrail_app;
