from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"),
            reverse_sql="DROP TABLE definition_invite_use, definition_invite, definition_value, "
            "definition_publication, definition_version;",
        )
    ]
