"""Finding a person among one million cases by blind tokens, behind the wall. Bar: under 1 second.

Rows are made by SQL from real tokens: 500 first names and 2,000 last names, some far more common than others,
30,000 dates of birth and 20,000 postcodes; each case of two people; a tenth of the cases of another body.

VACUUM runs once before the searches: a server's own autovacuum does so within minutes of such a load, and the
bench does not wait. The longest time is mostly a first one, with little of what it reads in PostgreSQL's
own memory; but all of it is in the machine's, so no disk is waited for.
"""

import sys
import time
from statistics import median
from uuid import uuid4

from bench.history_site import history_site

CASES, TRIES, BAR = 1_000_000, 40, 1.0
WORDS = {"first": 500, "last": 2_000, "born": 30_000, "postcode": 20_000}


def main() -> None:
    """Print the usual and the longest time of five kinds of search."""
    with history_site() as place:
        import psycopg

        from handrail import history
        from handrail.history.event import Token
        from handrail.history.keys import keeper
        from handrail.history.tokens import digest

        holder, other = uuid4(), uuid4()
        begun = time.perf_counter()
        with history.managing() as run:
            run.execute(
                "CREATE TEMP TABLE word (which text, n integer, digest bytea, PRIMARY KEY (which, n))"
            )
            with run.copy("COPY word FROM STDIN") as copy:
                for which, many in WORDS.items():
                    for n in range(many):
                        token = Token("", _kind(which), f"{which}{n}")
                        copy.write_row((which, n, digest(keeper().token_key, token)))
            run.execute(_HEADS, (other, holder, CASES))
            run.execute(_TOKENS)
        with psycopg.connect(place.owner_url, autocommit=True) as owner:
            owner.execute("VACUUM ANALYZE history_head, history_token")
        sys.stdout.write(f"made {CASES:,} cases in {time.perf_counter() - begun:.0f} s\n")
        for name, kinds in {
            "the two most common names": ("first", "last"),
            "last name and date of birth": ("last", "born"),
            "last name and postcode": ("last", "postcode"),
            "date of birth alone": ("born",),
            "the most common last name alone": ("last",),
        }.items():
            took = []
            for number in range(TRIES):
                wanted = [(_kind(which), f"{which}{number // 4}") for which in kinds]
                begun = time.perf_counter()
                with history.holding(holder):
                    history.find(wanted)
                took.append(time.perf_counter() - begun)
            sys.stdout.write(
                f"find by {name}: usually {median(took) * 1000:.1f} ms, at worst {max(took) * 1000:.0f} ms "
                f"(bar {BAR * 1000:.0f} ms)\n"
            )
            sys.stdout.flush()


def _kind(which: str) -> str:
    return {"first": "name", "last": "name", "born": "birth_date"}.get(which, which)


_HEADS = """INSERT INTO history_head (stream, holder, service, kind, reference, started_at, version, sequence,
        chain, mac, last_at, activity, path)
    SELECT gen_random_uuid(), CASE WHEN i %% 10 = 0 THEN %s::uuid ELSE %s::uuid END, 'bench', 'live',
        'HDR-' || i, now(), 'v1', 1, '', '', now() - i * interval '1 second', 'case.started', 1
    FROM generate_series(1, %s) i"""
# A cubed random number makes a few names common and most rare, as names are.
_TOKENS = """INSERT INTO history_token (digest, stream, party, holder)
    SELECT w.digest, d.stream, d.party, d.holder
    FROM (SELECT stream, holder, party, floor(500 * random() ^ 3)::int AS first,
                 floor(2000 * random() ^ 3)::int AS last, floor(30000 * random())::int AS born,
                 floor(20000 * random())::int AS postcode
          FROM history_head, (VALUES ('applicant'), ('adult-1')) p(party)) d
    CROSS JOIN LATERAL (VALUES ('first', d.first), ('last', d.last), ('born', d.born),
                               ('postcode', d.postcode)) v(which, n)
    JOIN word w USING (which, n)
    ON CONFLICT DO NOTHING"""


if __name__ == "__main__":
    main()
