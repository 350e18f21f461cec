"""The team: who is on it, what they do, how they sign in, when they are on duty."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
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
from alongside.web.home.setup import team_presenters as words
from alongside.web.home.setup.forms import ActForm
from alongside.web.home.setup.pages import key_for, said, sent, show
from alongside.web.home.setup.team_forms import (
    PersonForm,
    QuestionForm,
    RoleForm,
    ShiftForm,
    SignInForm,
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
    form = PersonForm(request.POST or None, services=services, key=key_for(request))
    if not form.is_bound and len(services) == 1:
        form.initial["service"] = services[0][0]

    def add() -> str:
        given = form.cleaned_data
        deeds.add_to_team(
            by=request.viewer, name=given["name"], email=given["email"] or None,
            place=form.place(),
        )  # fmt: skip
        return said("person-added", "set_up_people")

    address = sent(request, form, add)
    if address:
        return redirect(address)
    return show(request, "home/setup/person_add.jinja", form, form=form)


@rule(ADMINISTRATOR)
def set_up_person(request: HttpRequest, person: UUID) -> HttpResponse:
    member = people.team_member(request.viewer, person)
    forms = _person_forms(request)
    form = _chosen(request, forms)
    address = sent(request, form, lambda: _do(request, member, form)) if form else ""
    if address:
        return redirect(address)
    return show(
        request, "home/setup/person.jinja", *forms.values(), member=member, forms=forms,
        rows=words.person_rows(member), past=words.past_lines(member),
        roles=words.role_rows(member, lambda: new_form_key(request.viewer)),
        is_me=member.row.user_id == request.viewer.user_id,
    )  # fmt: skip


def _person_forms(request: HttpRequest) -> dict[str, Form]:
    """The forms of the page by what they do; the one that was sent holds what was typed."""
    asked = request.POST.get("do", "") if request.method == "POST" else ""

    def make(kind: type[Form], do: str, **more: object) -> Form:
        mine = asked == do
        key = key_for(request) if mine else new_form_key(request.viewer)
        return kind(
            request.POST if mine else None, key=key, initial={"do": do}, auto_id=f"{do}_%s", **more
        )

    return {
        "role": make(RoleForm, "role", services=_services(request)),
        "sign_in": make(SignInForm, "sign_in"),
        "question": make(QuestionForm, "question"),
        "shut": make(ActForm, "shut"),
        "open": make(ActForm, "open"),
        "stop": make(ActForm, "stop"),
    }


def _chosen(request: HttpRequest, forms: dict[str, Form]) -> Form | None:
    return next((form for form in forms.values() if form.is_bound), None)


def _do(request: HttpRequest, member: TeamMember, form: Form) -> str:
    """The one deed that the sent form asks for."""
    do, viewer, person = form.cleaned_data["do"], request.viewer, member.person
    user = person.user_id
    if do == "role":
        place = form.place()
        deeds.give_role(
            by=viewer, person=person, role=place.role, service=place.service,
            from_on=place.from_on,
        )  # fmt: skip
    elif do == "stop":
        deeds.end_role(by=viewer, holding=_holding(request, member))
        return said("role-gone", "set_up_person", person.id)
    elif do == "sign_in":
        deeds.give_sign_in(by=viewer, person=person, email=form.cleaned_data["email"] or None)
        return said("sign-in", "set_up_person", person.id)
    elif user is None:
        raise Http404
    elif do == "question":
        agree_question(
            by=viewer, user=user, question=form.cleaned_data["question"],
            answer=form.cleaned_data["answer"],
        )  # fmt: skip
    elif do == "shut":
        close_user(by=viewer, user=user)
    else:
        reopen_user(by=viewer, user=user)
    return said("open-again" if do == "open" else do, "set_up_person", person.id)


def _holding(request: HttpRequest, member: TeamMember) -> UUID:
    asked = request.POST.get("holding", "")
    found = next((holding.id for holding in member.held if str(holding.id) == asked), None)
    if found is None:
        raise Http404
    return found


@rule(ADMINISTRATOR)
def set_up_rota(request: HttpRequest) -> HttpResponse:
    team = people.team(request.viewer)
    form = ShiftForm(
        request.POST or None, key=key_for(request), services=_services(request),
        people=words.on_duty_options(team, Role.STAFF),
    )  # fmt: skip

    def add() -> str:
        given = form.cleaned_data
        add_cover(
            by=request.viewer, service=UUID(given["service"]), user=UUID(given["person"]),
            weekday=int(given["weekday"]), starts=given["starts"], ends=given["ends"],
        )  # fmt: skip
        return said("shift-added", "set_up_rota")

    address = sent(request, form, add)
    if address:
        return redirect(address)
    days = words.rota_days(
        accounts.cover_shifts(request.viewer), team, lambda: new_form_key(request.viewer)
    )
    return show(request, "home/setup/rota.jinja", form, form=form, days=days)


@rule(ADMINISTRATOR)
@require_POST
def set_up_rota_remove(request: HttpRequest, shift: UUID) -> HttpResponse:
    form = ActForm(request.POST, key=key_for(request))

    def remove() -> str:
        remove_cover(by=request.viewer, shift=shift)
        return said("shift-gone", "set_up_rota")

    return redirect(sent(request, form, remove) or reverse("set_up_rota"))
