"""Reads of the mark of a demo. Nobody's record is here, so no viewer is asked."""

from __future__ import annotations

from django.db import connection

from alongside.web.accounts.selectors import has_any_organisation
from alongside.web.demo.models import Mark


def current_mark() -> Mark | None:
    return Mark.objects.order_by("made_at").first()


def read_mark() -> Mark | None:
    """The mark, also from a database that has no tables yet."""
    return current_mark() if _has_table("demo_mark") else None


def holds_a_real_service() -> bool:
    """Somebody's organisation is here and nothing says that it is invented."""
    return read_mark() is None and _has_table("accounts_organisation") and has_any_organisation()


def _has_table(name: str) -> bool:
    return name in connection.introspection.table_names()
