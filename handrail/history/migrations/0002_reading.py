from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("history", "0001_tables")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"),
            reverse_sql="DROP FUNCTION history_read;",
        )
    ]
