"""The table of counters against guessing, which Django's database cache keeps (settings CACHES)."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def make_counters(apps: Any, schema_editor: Any) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(make_counters, migrations.RunPython.noop)]
