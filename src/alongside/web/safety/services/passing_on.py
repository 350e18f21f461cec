"""No worry waits for somebody who is away: it is passed on until a person takes it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.http import Http404

from alongside.web.accounts.access import is_program
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.clock import now
from alongside.web.people.selectors import Team, Worker, team_of_service
from alongside.web.safety.clocks import concern_clocks
from alongside.web.safety.concern_states import OPEN_STATES, ConcernState
from alongside.web.safety.duty import on_now, who_takes
from alongside.web.safety.models import Concern, ConcernStep
from alongside.web.safety.services.concern_rows import give_to, keep_step


def pass_on_concerns(*, by: Viewer) -> int:
    """Look through what is open, as the clock does for everybody or for one organisation. Returns
    how many were given to somebody else."""
    if not is_program(by):
        raise Http404
    found = Concern.objects.filter(state__in=OPEN_STATES)
    if by.organisation_id is not None:
        found = found.filter(organisation_id=by.organisation_id)
    rows = found.order_by("due_at", "id").values_list("id", flat=True)
    return sum(_pass_on(by, row) for row in list(rows))


@transaction.atomic
def _pass_on(by: Viewer, concern: UUID) -> bool:
    found = (
        Concern.objects.select_for_update(of=("self",))
        .select_related("organisation", "about")
        .filter(id=concern, state__in=OPEN_STATES)
        .first()
    )
    if found is None:
        return False
    what, worker = _who_next(found, team_of_service(found.service_id))
    if worker is None or worker.user == found.assigned_to:
        return False
    ours = replace(by, organisation_id=found.organisation_id)
    step = keep_step(found, what, by=ours, note=str(worker.user))
    give_to(found, worker.user, by=ours, step=step)
    return True


def _who_next(concern: Concern, team: Team) -> tuple[str, Worker | None]:
    """`passed_on`: whoever has it left, or is off duty and has not taken it while somebody else
    is on. `late`: once, when its time is over and still nobody took it."""
    moment, raiser = now(), concern.raised_by
    about = () if concern.about_id is None else (concern.about_id,)
    has_it = next((one for one in team.workers if one.user == concern.assigned_to), None)
    if has_it is None:
        return "passed_on", who_takes(team, moment, never=about, rather_not=raiser)
    if concern.state != ConcernState.RAISED:
        return "", None
    on = [turn.worker for turn in on_now(team, moment) if turn.worker.person not in about]
    free = [one for one in on if one.user != raiser]
    if ConcernStep.objects.filter(concern=concern, what="late").exists():
        return "", None
    if free and has_it not in on:
        return "passed_on", free[0]
    if moment > concern.due_at + concern_clocks().pass_on:
        managers = [one for one in team.workers if Role.MANAGER in one.roles]
        likely = [*on, *managers, *team.workers]
        others = [one for one in likely if one != has_it and one.person not in about]
        return "late", next(iter(others), None)
    return "", None
