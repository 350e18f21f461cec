"""Rows about persons of whom somebody decided that they are the one who reads or acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.web.accounts.viewer import NOBODY, Viewer
from alongside.web.audit.services import Actor
from alongside.web.people.models import PossibleDuplicate, Referral

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Own(TypedDict):
        is_about_reader: bool

    MarkedReferral = WithAnnotations[Referral, Own]


def is_reader(by: Actor, person: str) -> Exists:
    """Whether the person in column `person` was decided to be the same as `by`."""
    own = by.person if isinstance(by, Viewer) else NOBODY
    other = OuterRef(person)
    return Exists(
        PossibleDuplicate.objects.filter(
            Q(earlier=own, later=other) | Q(later=own, earlier=other),
            state=PossibleDuplicate.State.SAME,
        )
    )


def mark_own(by: Actor, rows: QuerySet[Referral]) -> QuerySet[MarkedReferral]:
    """The rows, each with `is_about_reader`, which the access rules ask."""
    return rows.annotate(is_about_reader=is_reader(by, "person_id"))
