from pathlib import Path

from django.db import migrations

_REVERSE = """
    CREATE INDEX history_head_holder ON history_head (holder, service, kind);
    CREATE INDEX history_head_listing ON history_head USING gin (listing jsonb_path_ops);
    DROP INDEX history_head_standing;
    ALTER TABLE history_head
        DROP COLUMN status, DROP COLUMN queue, DROP COLUMN claimed_by, DROP COLUMN another_look,
        DROP COLUMN from_on, DROP COLUMN turn_on, DROP COLUMN sent, DROP COLUMN erased;
"""


class Migration(migrations.Migration):
    dependencies = [("history", "0004_concluded")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"), reverse_sql=_REVERSE
        )
    ]
