from pathlib import Path

from django.db import migrations

_REVERSE = """
    DROP INDEX history_head_due;
    CREATE INDEX history_head_due ON history_head (holder, kind, keep_until, reference COLLATE "C")
        WHERE NOT erased;
    DROP INDEX history_head_standing;
    CREATE INDEX history_head_standing ON history_head (holder, kind, service, version, status)
        INCLUDE (stream);
"""


class Migration(migrations.Migration):
    dependencies = [("history", "0007_tries")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"), reverse_sql=_REVERSE
        )
    ]
