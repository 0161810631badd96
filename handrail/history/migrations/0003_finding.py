from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("history", "0002_reading")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"),
            reverse_sql="ALTER TABLE history_token RESET (autovacuum_vacuum_insert_scale_factor); "
            "ALTER TABLE history_token DROP CONSTRAINT history_token_pkey, "
            "ADD PRIMARY KEY (digest, stream, party);",
        )
    ]
