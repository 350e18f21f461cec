"""Passing something to a doctor or a therapy service: only what was agreed, to whom."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import record
from alongside.web.people.access import check_front_door
from alongside.web.people.consent_rules import Flow, Purpose
from alongside.web.people.models import SentOn
from alongside.web.people.services.consents import check_flow
from alongside.web.people.services.referrals import locked
from alongside.web.ui.words import say


@transaction.atomic
def send_on(*, by: Viewer, referral: UUID, to: str, recipient: str, shared: str) -> SentOn:
    """Keep what is passed on, to whom and on which consent. The letter is printed from it."""
    row = locked(by, referral)
    check_front_door(by, row)
    if to not in SentOn.To.values:
        raise Refused(say("Choose who it goes to."), field="to")
    live = check_flow(row.person_id, Flow.REFERRAL_OUT, to)
    sent = SentOn.objects.create(
        organisation_id=row.organisation_id,
        referral=row,
        to=to,
        recipient=recipient,
        shared=shared,
        consent=live[Purpose(to)],
        done_by=by.user,
    )
    record(
        "referral.sent_on", by=by, subject=row.person_id, service=row.service_id, reason=to,
        thing=f"sent on {sent.id}",
    )  # fmt: skip
    return sent
