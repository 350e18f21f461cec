"""Keeping two people apart: never suggested, matched or shown to each other."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.http import Http404

from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import record
from alongside.web.clock import now
from alongside.web.people.models import ExclusionPair, Person
from alongside.web.people.selectors.apart import in_force, looked_after, pairs_of
from alongside.web.ui.words import say


@transaction.atomic
def keep_apart(
    *, by: Viewer, one: UUID, other: UUID, reason: str, review_on: date
) -> ExclusionPair:
    """From now on, in whichever order they are named. A pair that stands already stays as it is.
    The log names neither of the two and no reason, so that neither reads of it."""
    if one == other:
        raise Refused(say("Choose two different people."), field="other")
    both = list(looked_after(by).filter(id__in=[one, other]).values_list("id", flat=True))
    if len(both) != 2:
        raise Http404
    if review_on <= now().date():
        raise Refused(say("Choose a day to come."), field="review_on")
    # Two at the same moment wait for each other here, so that the pair is kept once.
    list(Person.objects.select_for_update().filter(id__in=both).order_by("id"))
    standing = in_force().filter(Q(one=one, other=other) | Q(one=other, other=one)).first()
    if standing is not None:
        return standing
    pair = ExclusionPair.objects.create(
        organisation_id=by.organisation, one_id=one, other_id=other, reason=reason.strip(),
        set_by=by.user, review_on=review_on,
    )  # fmt: skip
    record("pair.kept_apart", by=by, thing=f"pair {pair.id}")
    return pair


@transaction.atomic
def end_keeping_apart(*, by: Viewer, pair: UUID) -> None:
    """They may be suggested to each other again. The row and its reason stay."""
    row = pairs_of(by).select_for_update(of=("self",)).filter(id=pair).first()
    if row is None:
        raise Http404
    row.until_at = now()
    row.save(update_fields=["until_at"])
    record("pair.may_meet", by=by, thing=f"pair {pair}")
