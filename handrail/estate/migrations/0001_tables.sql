-- Who there is, by date. The application reads; only the owner changes. A day named `until` is the first day
-- on which something is no more.

CREATE TABLE estate_organisation (
    id       uuid PRIMARY KEY,
    slug     text NOT NULL,
    kind     text NOT NULL,
    nation   text NOT NULL CHECK (nation IN ('england', 'wales', 'scotland', 'northern_ireland')),
    from_on  date NOT NULL,
    until    date CHECK (until >= from_on),
    contact  jsonb NOT NULL
);
CREATE UNIQUE INDEX estate_organisation_slug_in_use ON estate_organisation (slug) WHERE until IS NULL;

CREATE TABLE estate_name (
    organisation  uuid NOT NULL REFERENCES estate_organisation,
    from_on       date NOT NULL,
    names         jsonb NOT NULL,
    PRIMARY KEY (organisation, from_on)
);

CREATE TABLE estate_area (
    organisation  uuid NOT NULL REFERENCES estate_organisation,
    code          text NOT NULL,
    from_on       date NOT NULL,
    until         date CHECK (until >= from_on),
    name          text NOT NULL,
    postcodes     text[] NOT NULL,
    PRIMARY KEY (organisation, code, from_on)
);

CREATE TABLE estate_succession (
    predecessor  uuid NOT NULL REFERENCES estate_organisation,
    successor    uuid NOT NULL REFERENCES estate_organisation CHECK (successor <> predecessor),
    on_day       date NOT NULL,
    area         text NOT NULL,
    how          text NOT NULL CHECK (how IN ('merged into', 'split into', 'continued by')),
    source       text NOT NULL,
    PRIMARY KEY (predecessor, successor, on_day, area)
);

REVOKE ALL ON estate_organisation, estate_name, estate_area, estate_succession FROM PUBLIC, handrail_app;
GRANT SELECT ON estate_organisation, estate_name, estate_area, estate_succession TO handrail_app;
