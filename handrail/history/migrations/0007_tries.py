from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("history", "0006_decisions")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"),
            reverse_sql="DROP TABLE history_try;",
        )
    ]
