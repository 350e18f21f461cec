"""Matches of whoever reads or acts: nobody is the desk of their own. Also of a person of whom
somebody decided that they are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from alongside.web.people.same_person import is_reader

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from alongside.web.accounts.viewer import Viewer
    from alongside.web.audit.services import Actor
    from alongside.web.support.models import Match

    Row = TypeVar("Row", bound=Model)


def without_own(viewer: Viewer, rows: QuerySet[Row], match: str = "") -> QuerySet[Row]:
    """`match` is the way from a row to its match, such as `match__`."""
    for side in ("member_id", "supporter_id"):
        column = f"{match}{side}"
        rows = rows.exclude(**{column: viewer.person}).exclude(is_reader(viewer, column))
    return rows


def mark_own(by: Actor, rows: QuerySet[Match]) -> QuerySet[Match]:
    """The rows, each with `is_about_reader`, which the access rules ask."""
    either = is_reader(by, "member_id") | is_reader(by, "supporter_id")
    return rows.annotate(is_about_reader=either)
