"""Rows for evaluation and the figures of the access report: each asks consent first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.people.consent_rules import Flow, Purpose, blocked_by, left_out
from alongside.web.people.local_time import local_date
from alongside.web.people.models import Consent, Referral
from alongside.web.people.referral_states import State
from alongside.web.people.services.consents import live_consents

COLUMNS = ("reference", "route", "month", "state", "days_to_acknowledge", "what_would_help")


@dataclass(frozen=True)
class ReportFigures:
    """Counts of one service. `eligible` is everybody who got in touch; `counted` those who
    agreed to be counted."""

    eligible: int
    counted: int
    wrote_themselves: int
    acknowledged: int
    acknowledged_in_time: int
    waiting: int
    could_not_reach: int
    withdrawn: int
    middle_days_to_acknowledge: int | None
    quotes: list[str]


def _service_referrals(viewer: Viewer, service: UUID) -> list[Referral]:
    if service not in viewer.services_as(Role.MANAGER):
        raise Http404
    return list(
        Referral.objects.filter(organisation_id=viewer.organisation, service_id=service)
        .select_related("organisation")
        .defer("why_peer_support", "other_help", "keep_safe", "referrer_contact")
        .order_by("received_at", "id")
    )


def _counted(rows: list[Referral], flow: Flow) -> Iterator[tuple[Referral, dict[Purpose, Consent]]]:
    consents = live_consents([row.person_id for row in rows])
    for row in rows:
        live = consents.get(row.person_id, {})
        if not blocked_by(live, flow):
            yield row, live


def export_rows(viewer: Viewer, service: UUID) -> list[dict[str, str]]:
    """One row a referral of those who agree, for an evaluator: no name, no contact detail."""
    found = []
    for row, live in _counted(_service_referrals(viewer, service), Flow.EXPORT_ROW):
        quiet = Purpose.STORIES in left_out(live, Flow.EXPORT_ROW)
        days = _days_to_acknowledge(row)
        values = (
            row.reference,
            row.route,
            f"{_day(row, row.received_at):%Y-%m}",
            row.state,
            "" if days is None else str(days),
            "" if quiet else row.what_would_help,
        )
        found.append(dict(zip(COLUMNS, values, strict=True)))
    return found


def report_figures(viewer: Viewer, service: UUID) -> ReportFigures:
    """The access report of a service for its own manager. Two queries."""
    everybody = _service_referrals(viewer, service)
    counted = list(_counted(everybody, Flow.REPORT))
    rows = [row for row, _ in counted]
    days = sorted(d for d in map(_days_to_acknowledge, rows) if d is not None)
    return ReportFigures(
        eligible=len(everybody),
        counted=len(rows),
        wrote_themselves=sum(row.route == Referral.Route.SELF for row in rows),
        acknowledged=len(days),
        acknowledged_in_time=sum(_in_time(row) for row in rows),
        waiting=sum(row.state == State.WAITING for row in rows),
        could_not_reach=sum(row.state == State.COULD_NOT_REACH for row in rows),
        withdrawn=sum(row.state == State.WITHDRAWN for row in rows),
        middle_days_to_acknowledge=days[len(days) // 2] if days else None,
        quotes=[
            row.what_would_help
            for row, live in counted
            if Purpose.STORIES not in left_out(live, Flow.REPORT) and row.what_would_help
        ][-3:],
    )


def _days_to_acknowledge(row: Referral) -> int | None:
    if row.acknowledged_at is None:
        return None
    return (_day(row, row.acknowledged_at) - _day(row, row.received_at)).days


def _day(row: Referral, moment: datetime) -> date:
    """The day in the place, by which the clocks run."""
    return local_date(moment, row.organisation.time_zone)


def _in_time(row: Referral) -> bool:
    return row.acknowledged_at is not None and _day(row, row.acknowledged_at) <= row.acknowledge_by
