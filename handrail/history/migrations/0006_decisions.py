from pathlib import Path

from django.db import migrations

_REVERSE = """
    CREATE INDEX history_event_concluded ON history_event (type, at)
        WHERE type IN ('work.decided', 'work.reopened');
    DROP INDEX history_event_decided;
    ALTER TABLE history_event RESET (autovacuum_vacuum_insert_scale_factor);
"""


class Migration(migrations.Migration):
    dependencies = [("history", "0005_lists")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"), reverse_sql=_REVERSE
        )
    ]
