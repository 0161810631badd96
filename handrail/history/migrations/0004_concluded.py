from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("history", "0003_finding")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"),
            reverse_sql="DROP INDEX history_event_concluded;",
        )
    ]
