"""The part that runs in a process of its own, with a data folder and a database of its own:

inside.py make      invent a small demo, print its facts
inside.py upgrade   migrate the database that lies there, print what it then says
"""

from __future__ import annotations

import contextlib
import json
import sys
from datetime import datetime
from io import StringIO
from typing import Any

import django


def make(moment: datetime, members: int) -> dict[str, Any]:
    from django.core.management import call_command

    from alongside.web.clock import pretend
    from alongside.web.demo.seeding import seed
    from alongside.web.demo.services import begin_mark, finish_mark
    from tests.upgrade.facts import gather

    call_command("migrate", verbosity=0)
    with pretend(moment):
        mark = begin_mark(members=members, profile="standard", is_empty=False)
        users = seed(members=members, profile="standard")
        finish_mark(mark=mark, persona_users=users)
    return {"made_at": moment.isoformat(), **gather()}


def upgrade(moment: datetime) -> dict[str, Any]:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.test.utils import setup_test_environment

    from alongside.web.clock import pretend
    from tests.upgrade.facts import gather
    from tests.upgrade.walking import walk

    setup_test_environment(debug=False)
    call_command("migrate", verbosity=0)
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    said = StringIO()
    with contextlib.suppress(SystemExit):  # what is missing stands in its words
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    call_command("check", fail_level="WARNING", stdout=StringIO(), stderr=StringIO())
    connection.check_constraints()
    found = {
        "waiting": [str(migration) for migration, _ in waiting],
        "missing": said.getvalue(),
        "log_refuses": log_refuses(),
        **gather(),
    }
    with pretend(moment):
        found["pages"] = walk()
    return found


def log_refuses() -> bool:
    """Whether the database itself still refuses to change or delete what was logged."""
    from django.db import DatabaseError, connection, transaction

    for deed in ("UPDATE audit_event SET deed = 'x'", "DELETE FROM audit_event"):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(deed)
                transaction.set_rollback(True)
        except DatabaseError as refusal:
            if "never" not in str(refusal):
                raise
        else:
            return False
    return True


def main(deed: str, moment: str, members: str = "0") -> None:
    django.setup()
    when = datetime.fromisoformat(moment)
    found = make(when, int(members)) if deed == "make" else upgrade(when)
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
