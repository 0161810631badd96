from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"),
            reverse_sql="DROP VIEW history_facts; DROP FUNCTION history_locate, history_destroy; "
            "DROP TABLE history_head, history_event, history_token, history_access, history_form_key, "
            "history_checkpoint, history_checkpoint_entry; DROP SCHEMA keys CASCADE;",
        )
    ]
