"""Who may be counted: asked by everything that counts or hands out rows."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from alongside.web.accounts.viewer import Viewer
from alongside.web.people.consent_rules import Flow, Gate, Purpose, blocked_by, gate
from alongside.web.people.models import Consent
from alongside.web.people.services.consents import answers_now


def who_agree(
    viewer: Viewer, persons: QuerySet[Any, Any] | Collection[UUID], flow: Flow
) -> set[UUID]:
    """Those of `persons` whose consents let the flow go on. One query, nothing unsealed."""
    asked = [purpose for purpose in Purpose if gate(purpose, flow) is Gate.BLOCKS]
    answers = answers_now(
        Consent.objects.filter(
            organisation_id=viewer.organisation, person_id__in=persons, purpose__in=asked
        )
    )
    return {
        person
        for person, mine in answers.items()
        if not blocked_by([purpose for purpose, holds in mine.items() if holds], flow)
    }
