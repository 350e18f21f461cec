"""Emptying the database between tests that really commit.

Django then deletes from every table, which the log's triggers refuse: they are lifted for
exactly that moment. Import `lift_audit_triggers` into a conftest to have it.
"""

from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection

APPEND_ONLY = import_module("alongside.web.audit.migrations.0002_append_only")
LIFT = {
    "sqlite": (
        ["DROP TRIGGER audit_event_no_update", "DROP TRIGGER audit_event_no_delete"],
        APPEND_ONLY.SQLITE,
    ),
    "postgresql": (
        ["ALTER TABLE audit_event DISABLE TRIGGER USER"],
        ["ALTER TABLE audit_event ENABLE TRIGGER USER"],
    ),
}


@pytest.fixture(autouse=True, scope="session")
def lift_audit_triggers():
    operations = type(connection.ops)
    plain_flush = operations.sql_flush

    def sql_flush(self, style, tables, **options):
        statements = plain_flush(self, style, tables, **options)
        lift, put_back = LIFT[self.connection.vendor]
        if "audit_event" not in tables or lift[0] in statements:  # another folder's conftest did
            return statements
        return [*lift, *statements, *put_back]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", sql_flush)
        yield
