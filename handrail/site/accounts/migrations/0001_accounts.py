"""Staff accounts; the application may read and change them, and keep sign-in sessions."""

import django.contrib.postgres.fields
from django.db import migrations, models

GRANTS = """
GRANT SELECT, INSERT, UPDATE ON accounts_account TO handrail_app;
GRANT USAGE ON SEQUENCE accounts_account_id_seq TO handrail_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON django_session TO handrail_app;
GRANT SELECT ON django_content_type, auth_permission, auth_group, auth_group_permissions TO handrail_app;
GRANT SELECT ON django_migrations TO handrail_app;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("sessions", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=150, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("organisation", models.UUIDField()),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), size=None
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={"abstract": False},
        ),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
