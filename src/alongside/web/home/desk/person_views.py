"""What is kept of a person: the talk, their answers about sharing, their details, their sign-in."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.rules import COORDINATOR, rule
from alongside.web.accounts.viewer import Role
from alongside.web.home.desk import forms, person_forms
from alongside.web.home.desk.pages import frame, here_of
from alongside.web.home.desk.record_pages import deed_page, is_allowed, moved_on, open_record
from alongside.web.home.desk.record_presenters import sharing_answer
from alongside.web.home.desk.welcome_form import WelcomeForm
from alongside.web.home.desk.words import SAME_BECAUSE
from alongside.web.home.forms_flow import address, form_for, send
from alongside.web.people import selectors as people
from alongside.web.people import services
from alongside.web.people.consent_rules import Flow, Purpose, blocked_by
from alongside.web.people.wordings import wordings
from alongside.web.support import selectors as support
from alongside.web.ui.forms import Option
from alongside.web.ui.words import say as _


@rule(COORDINATOR)
def take_call(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer
    ours = viewer.services_as(Role.COORDINATOR)
    mine = {str(one.id): one for one in accounts.services(viewer) if one.id in ours}
    offers = [o for o in support.offers(viewer) if str(o.service_id) in mine and o.is_open]
    form = form_for(
        request, person_forms.CallForm, this_year=here_of(request).today.year,
        services=[Option(key, one.name) for key, one in mine.items()],
        offers=[Option(str(o.id), o.name, o.service.name if len(mine) > 1 else "") for o in offers],
    )  # fmt: skip

    def save() -> str:
        service = mine[form.cleaned_data.get("service") or next(iter(mine))]
        referral = services.send_referral(
            by=viewer, service=service, route=form.cleaned_data["route"], hello=form.hello,
            consents=form.consents, how=form.how,
        )  # fmt: skip
        return address("record", referral.id, said="received")

    context = {"form": form, "back_url": address("desk")}
    return send(request, form, save) or render(
        request, "home/desk/call.jinja", frame(request, "") | context, status=form.status
    )


@rule(COORDINATOR)
def welcome(request: HttpRequest, referral: UUID) -> HttpResponse:
    found = open_record(request, referral)
    if not is_allowed(request, found):
        return moved_on(found)
    before = getattr(found.referral, "welcome", None)  # the words of a first talk
    initial = {name: getattr(before, name) for name in WelcomeForm.WORDS} if before else {}
    form = form_for(request, WelcomeForm, initial=initial)

    def save() -> str:
        typed = form.cleaned_data
        services.record_welcome(
            by=request.viewer, referral=referral, words=form.words,
            limits_explained=typed["limits_explained"],
            limits_understood=typed["limits_understood"], consents=form.consents, how=form.how,
        )  # fmt: skip
        lost = form.has_words and not form.consents[Purpose.RECORD]
        return address("record", referral, said="held_no_words" if lost else "held")

    return deed_page(
        request, found, form, save, heading=_("The {welcome conversation}"),
        template="home/desk/welcome.jinja",
    )  # fmt: skip


@rule(COORDINATOR)
def sharing(request: HttpRequest, referral: UUID, purpose: str) -> HttpResponse:
    if purpose not in list(Purpose):
        raise Http404
    found, asked = open_record(request, referral), Purpose(purpose)
    wording = wordings()[asked]
    form = form_for(request, forms.SharingForm, ask=_(wording.ask), means=_(wording.means))

    def save() -> str:
        given = form.cleaned_data["given"]
        deed = {"by": request.viewer, "person": found.person, "purpose": asked, "how": form.how}
        if asked in found.live and not given:
            services.withdraw_consent(**deed)
        else:
            services.answer_consent(**deed, given=given)
        return address("record", referral, said="sharing")

    answer = sharing_answer(found, asked, here_of(request))
    return deed_page(
        request, found, form, save, heading=_(wording.title),
        intro=_("So far: {answer}. Read the question out as it stands.", answer=answer),
    )  # fmt: skip


@rule(COORDINATOR)
def details(request: HttpRequest, referral: UUID) -> HttpResponse:
    found = open_record(request, referral)
    form = form_for(
        request, person_forms.DetailsForm, this_year=here_of(request).today.year,
        initial=person_forms.details_initial(found.person, found.person.safe_contact),
    )  # fmt: skip

    def save() -> str:
        services.change_details(
            by=request.viewer, person=found.person, details=form.details, contact=form.rules
        )
        return address("record", referral, said="details")

    return deed_page(request, found, form, save, heading=_("Details and safe contact"))


@rule(COORDINATOR)
def send_on(request: HttpRequest, referral: UUID) -> HttpResponse:
    found, here = open_record(request, referral), here_of(request)
    if not is_allowed(request, found):
        return moved_on(found)
    recipients = {"gp": _("Their doctor"), "therapy": _("A therapy service")}
    missing = {to: blocked_by(found.live, Flow.REFERRAL_OUT, to) for to in recipients}
    allowed = [Option(to, text) for to, text in recipients.items() if not missing[to]]
    form = form_for(request, forms.SendOnForm, allowed=allowed)

    def save() -> str:
        sent = services.send_on(by=request.viewer, referral=referral, **form.cleaned_data)
        return address("record_letter", sent.id)

    blocked = [
        (
            recipients[to],
            [(_(wordings()[p].title), address("record_sharing", referral, p)) for p in gone],
        )
        for to, gone in missing.items()
        if gone
    ]
    letters = [
        (recipients[sent.to], here.day_of(sent.at), address("record_letter", sent.id))
        for sent in people.sent_on(request.viewer, referral)
    ]
    return deed_page(
        request, found, form, save, heading=_("Tell a doctor or therapy service"),
        template="home/desk/send_on.jinja", submit=_("Keep, and show the letter"),
        blocked=blocked, letters=letters, may_send=bool(allowed),
    )  # fmt: skip


@rule(COORDINATOR)
def letter(request: HttpRequest, sent: UUID) -> HttpResponse:
    here = here_of(request)
    try:
        found = people.get_sent_on(request.viewer, sent)
    except services.NoConsent as taken_back:
        context = {"why": taken_back.message, "back_url": address("desk")}
        return render(request, "home/desk/letter_stopped.jinja", frame(request, "") | context)
    context = {
        "sent": found,
        "person": found.referral.person,
        "day": here.day_of(found.at),
        "agreed_on": here.day_of(found.consent.asked_at),
        "heading": _("A letter about {name}", name=found.referral.person.name),
        "back_url": address("record", found.referral_id),
        "service": found.referral.service,
        "by": request.viewer.name if found.done_by == request.viewer.user_id else "",
    }
    return render(request, "home/desk/letter.jinja", frame(request, "") | context)


@rule(COORDINATOR)
def same_person(request: HttpRequest, referral: UUID) -> HttpResponse:
    found = open_record(request, referral, consents=False)
    if not is_allowed(request, found):
        return moved_on(found)
    pairs = people.doubles(request.viewer, found)
    form = form_for(request, forms.SamePersonForm, pairs=[str(double.pair) for double in pairs])

    def save() -> str:
        for pair, same in form.answers.items():
            services.decide_duplicate(by=request.viewer, pair=UUID(pair), same=same)
        said = "same" if any(form.answers.values()) else "different"
        return address("record", referral, said=said)

    return deed_page(
        request, found, form, save, heading=_("Is this the same person?"),
        template="home/desk/same_person.jinja",
        doubles=[(double, SAME_BECAUSE[double.why], str(double.pair)) for double in pairs],
    )  # fmt: skip


@rule(COORDINATOR)
def sign_in(request: HttpRequest, referral: UUID) -> HttpResponse:
    found = open_record(request, referral)
    if not is_allowed(request, found):
        return moved_on(found)
    form = form_for(request, forms.SignInForm, initial={"email": found.person.email})

    def save() -> str:
        email = form.cleaned_data["email"] or None
        services.open_member_pages(by=request.viewer, referral=referral, email=email)
        return address("record", referral, said="sign_in" if email else "sign_in_code")

    intro = _("With a sign-in they read their record, change who sees what, and see who looked.")
    return deed_page(request, found, form, save, heading=_("Give them a sign-in"), intro=intro)
