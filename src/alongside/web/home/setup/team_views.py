"""The team: who is on it, what they do, how they sign in, when they are on duty."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.keeping import new_form_key
from alongside.web.accounts.rules import ADMINISTRATOR, rule
from alongside.web.accounts.services import (
    add_cover,
    agree_question,
    close_user,
    remove_cover,
    reopen_user,
)
from alongside.web.accounts.viewer import Role
from alongside.web.home.forms_flow import address, form_for, send
from alongside.web.home.setup import team_presenters as words
from alongside.web.home.setup.forms import ActForm
from alongside.web.home.setup.pages import show
from alongside.web.home.setup.team_forms import (
    PersonForm,
    QuestionForm,
    RoleForm,
    ShiftForm,
    SignInForm,
    StopForm,
)
from alongside.web.people import selectors as people
from alongside.web.people import services as deeds
from alongside.web.people.selectors import TeamMember
from alongside.web.ui.forms import Form


def _services(request: HttpRequest) -> list[tuple[str, str]]:
    return [(str(one.id), one.name) for one in accounts.services(request.viewer)]


@rule(ADMINISTRATOR)
def set_up_people(request: HttpRequest) -> HttpResponse:
    team = people.team(request.viewer)
    return show(
        request, "home/setup/people.jinja", columns=words.team_columns(),
        rows=words.team_rows(team), past=words.past_rows(team),
    )  # fmt: skip


@rule(ADMINISTRATOR)
def set_up_person_add(request: HttpRequest) -> HttpResponse:
    services = _services(request)
    initial = {"service": services[0][0]} if len(services) == 1 else {}
    form = form_for(request, PersonForm, services=services, initial=initial)

    def add() -> str:
        given = form.cleaned_data
        deeds.add_to_team(
            by=request.viewer, name=given["name"], email=given["email"] or None,
            place=form.place(),
        )  # fmt: skip
        return address("set_up_people", said="person-added")

    return send(request, form, add) or show(request, "home/setup/person_add.jinja", form, form=form)


@rule(ADMINISTRATOR)
def set_up_person(request: HttpRequest, person: UUID) -> HttpResponse:
    member = people.team_member(request.viewer, person)
    forms = _person_forms(request)
    do = next((do for do, form in forms.items() if form.is_bound), "")
    answer = send(request, forms[do], lambda: _do(request, member, do, forms[do])) if do else None
    return answer or show(
        request, "home/setup/person.jinja", *forms.values(), member=member, forms=forms,
        rows=words.person_rows(member), past=words.past_lines(member),
        roles=words.role_rows(member, lambda: new_form_key(request.viewer)),
        is_me=member.row.user_id == request.viewer.user_id,
    )  # fmt: skip


def _person_forms(request: HttpRequest) -> dict[str, Form]:
    """The forms of the page by what they do, which is also how their fields' names begin."""
    kinds = {
        "role": RoleForm,
        "sign-in": SignInForm,
        "question": QuestionForm,
        "shut": ActForm,
        "open": ActForm,
        "stop": StopForm,
    }
    services = {"role": {"services": _services(request)}}
    return {
        do: form_for(
            request, kind, prefix=do, posted=_starts_with(request, do), **services.get(do, {})
        )
        for do, kind in kinds.items()
    }  # fmt: skip


def _starts_with(request: HttpRequest, do: str) -> bool:
    return any(name.startswith(f"{do}-") for name in request.POST)


def _do(request: HttpRequest, member: TeamMember, do: str, form: Form) -> str:
    """The one deed that the sent form asks for."""
    viewer, person, given = request.viewer, member.person, form.cleaned_data
    if do == "role":
        place = form.place()
        deeds.give_role(
            by=viewer, person=person, role=place.role, service=place.service,
            from_on=place.from_on,
        )  # fmt: skip
    elif do == "stop":
        deeds.end_role(by=viewer, holding=_holding(member, given["holding"]))
    elif do == "sign-in":
        deeds.give_sign_in(by=viewer, person=person, email=given["email"] or None)
    elif do == "question":
        agree_question(
            by=viewer, user=_user(member), question=given["question"], answer=given["answer"]
        )
    elif do == "shut":
        close_user(by=viewer, user=_user(member))
    else:
        reopen_user(by=viewer, user=_user(member))
    return address("set_up_person", person.id, said=do)


def _user(member: TeamMember) -> UUID:
    if member.row.user_id is None:
        raise Http404
    return member.row.user_id


def _holding(member: TeamMember, asked: str) -> UUID:
    found = next((holding.id for holding in member.held if str(holding.id) == asked), None)
    if found is None:
        raise Http404
    return found


@rule(ADMINISTRATOR)
def set_up_rota(request: HttpRequest) -> HttpResponse:
    team = people.team(request.viewer)
    people_on = words.on_duty_options(team, Role.STAFF)
    form = form_for(request, ShiftForm, services=_services(request), people=people_on)

    def add() -> str:
        given = form.cleaned_data
        add_cover(
            by=request.viewer, service=UUID(given["service"]), user=UUID(given["person"]),
            weekday=int(given["weekday"]), starts=given["starts"], ends=given["ends"],
        )  # fmt: skip
        return address("set_up_rota", said="shift-added")

    return send(request, form, add) or show(
        request, "home/setup/rota.jinja", form, form=form,
        days=words.rota_days(
            accounts.cover_shifts(request.viewer), team, lambda: new_form_key(request.viewer)
        ),
    )  # fmt: skip


@rule(ADMINISTRATOR)
@require_POST
def set_up_rota_remove(request: HttpRequest, shift: UUID) -> HttpResponse:

    def remove() -> str:
        remove_cover(by=request.viewer, shift=shift)
        return address("set_up_rota", said="shift-gone")

    return send(request, form_for(request, ActForm), remove) or redirect("set_up_rota")
