"""What the public page may say: no person, only a figure."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from alongside.web.clock import now
from alongside.web.people.models import Referral
from alongside.web.people.referral_states import State

FEWEST = 5


def typical_wait_weeks(service: UUID) -> int | None:
    """Middle wait in whole weeks of those waiting now or who came in half a year and wait still;
    None under five people, so that nobody is told from one person's wait."""
    since = now() - timedelta(days=182)
    starts = list(
        Referral.objects.filter(service_id=service, state=State.WAITING, received_at__gt=since)
        .order_by("received_at")
        .values_list("received_at", flat=True)
    )
    if len(starts) < FEWEST:
        return None
    return max(1, round((now() - starts[len(starts) // 2]).days / 7))
