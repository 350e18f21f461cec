"""What those who give support see of one person they are beside."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.web.accounts.rules import PEER_SUPPORTER, rule
from alongside.web.accounts.viewer import Role
from alongside.web.home.menus import hats
from alongside.web.home.supporter import presenters
from alongside.web.people import selectors as people
from alongside.web.people.services import NoConsent
from alongside.web.questionnaires import selectors as questionnaires


@rule(PEER_SUPPORTER)
def beside_person(request: HttpRequest, person: UUID) -> HttpResponse:
    frame = {"hats": hats(request.viewer, Role.PEER_SUPPORTER)}
    try:
        page = people.supporter_page(request.viewer, person)
    except NoConsent:
        return render(request, "home/supporter/not_shared.jinja", frame)
    context = {
        "page": page,
        "rows": presenters.person_rows(page),
        "rules": presenters.contact_rules(page),
        "numbers": presenters.number_rows(
            questionnaires.shared_with_supporter(request.viewer, page),
            request.user.organisation.time_zone,
        ),
        "goals": presenters.goal_lines(
            questionnaires.goals_beside(request.viewer, page), request.user.organisation.time_zone
        ),
    }
    return render(request, "home/supporter/beside_person.jinja", frame | context)
