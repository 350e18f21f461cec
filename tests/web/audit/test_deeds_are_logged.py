"""Each deed writes its event in its own transaction, without a name or a word of anybody's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from alongside.web.accounts import codes
from alongside.web.accounts import services as accounts
from alongside.web.accounts.viewer import Role
from alongside.web.audit.models import Event
from alongside.web.clock import now
from alongside.web.jobs.models import Job
from alongside.web.people import selectors, services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Consent, Contact, Person, Referral, ReferralStep, SentOn
from alongside.web.people.services import ContactRules, Details, Hello
from alongside.web.safety import services as safety
from alongside.web.safety.models import Concern
from alongside.web.safety.places import Contact as Line
from alongside.web.support import services as support
from tests.cast import ONLINE, SPOKEN, add_worker, agree_to_all, say_hello
from tests.web.access.trying import recorders

# Words that nobody else would write: none may turn up in the log.
PRIVATE = {
    "name": "Quillon Zebedee",
    "pronouns": "xe",
    "phone": "01632 960777",
    "email": "quillon@secretmail.example",
    "address": "7 Zebra Mews",
    "birth_year": "zero year",
    "access_needs": "zigzag ramp",
    "times": "zero o'clock",
    "what": "zither lessons",
    "why": "zest gone",
    "other": "zen clinic",
    "safe": "zoom never",
    "referrer": "Dr Zhivago",
    "helper": "Zelda next door",
    "note": "zonked today",
    "elsewhere": "Zodiac group",
    "spoke_to": "Zara there",
    "hopes": "zumba again",
    "recipient": "Zeal Surgery",
    "shared": "zippy progress",
    "question": "zoo animal",
    "answer": "zonkey",
}


@pytest.fixture
def row(house):
    """Somebody with words of their own in every field."""
    return services.send_referral(
        by=house.public, service=house.service, route="other",
        hello=Hello(
            Details(**{k: PRIVATE[k] for k in (
                "name", "pronouns", "phone", "email", "address", "birth_year", "access_needs")}),
            ContactRules(["email", "phone"], PRIVATE["times"]),
            PRIVATE["what"], PRIVATE["why"], PRIVATE["other"], PRIVATE["safe"], [],
            PRIVATE["referrer"], PRIVATE["referrer"], PRIVATE["phone"],
            helped_by=PRIVATE["helper"],
        ),
        consents=dict.fromkeys(Purpose, True),
        how=services.How("referrer", helped_by=PRIVATE["helper"]),
    )  # fmt: skip


def put(row, state):
    Referral.objects.filter(id=row.id).update(state=state, next_contact_on=now().date())


def after(state, deed):
    def do(house, row):
        put(row, state)
        return deed(house.viewer("Bo"), row)

    return do


def hold(bo, row):
    services.plan_welcome(by=bo, referral=row.id, at=now() + timedelta(days=1), way="phone")
    services.record_welcome(
        by=bo, referral=row.id, words=services.Words(*[PRIVATE["hopes"]] * 6),
        limits_explained=True, limits_understood=True, consents={Purpose.GP: True},
        how=services.How("spoken", PRIVATE["helper"], read_back=True),
    )  # fmt: skip


def try_thrice(bo, row):
    for _ in range(3):
        services.log_contact(
            by=bo, referral=row.id, way="phone", outcome="no_answer", within_rules=True,
            note=PRIVATE["note"],
        )  # fmt: skip
    services.mark_could_not_reach(by=bo, referral=row.id)


def decide(house, row):
    twin = say_hello(house, phone=PRIVATE["phone"])
    [(pair, _)] = selectors.duplicates_to_decide(house.viewer("Bo"), twin.id)
    services.decide_duplicate(by=house.viewer("Bo"), pair=pair.id, same=True)


def circle(house, row):
    made = services.add_to_circle(
        by=house.viewer("Bo"), person=row.person, viewer=house.people["Dan"],
        relation="supporter", service=house.service.id, why="match",
    )  # fmt: skip
    services.end_circle(by=house.viewer("Bo"), circle=made)


def week():
    return (now() + timedelta(days=7)).date()


# A deed, and the last event it leaves.
DEEDS = {
    "referral.received": lambda house, row: say_hello(house, phone="", email=""),
    "duplicate.linked": lambda house, row: say_hello(house, phone=PRIVATE["phone"]),
    "duplicate.decided": decide,
    "referral.acknowledged": lambda house, row: services.acknowledge_referral(
        by=house.viewer("Bo"), referral=row.id, way="email", note=PRIVATE["note"]
    ),
    "referral.talking": after("acknowledged", lambda bo, row: services.plan_welcome(
        by=bo, referral=row.id, at=now() + timedelta(days=1), way="phone"
    )),
    "welcome.held": after("acknowledged", hold),
    "referral.not_right_here": after("talking", lambda bo, row: services.say_not_right_here(
        by=bo, referral=row.id, reason="other_need", elsewhere=PRIVATE["elsewhere"],
        spoke_to=PRIVATE["spoke_to"],
    )),
    "referral.could_not_reach": after("acknowledged", try_thrice),
    "referral.withdrawn": after("received", lambda bo, row: services.withdraw_referral(
        by=bo, referral=row.id, how=services.How("spoken", PRIVATE["helper"], True)
    )),
    "referral.accepted": after("offered", lambda bo, row: services.accept_place(
        by=bo, referral=row.id, how=SPOKEN
    )),
    "referral.waiting": after("accepted", lambda bo, row: services.start_waiting(
        by=bo, referral=row.id, next_contact_on=week()
    )),
    "referral.next_contact_set": after("waiting", lambda bo, row: services.keep_in_touch(
        by=bo, referral=row.id, way="phone", outcome="reached", next_contact_on=week(),
        note=PRIVATE["note"],
    )),
    "referral.closed": after("withdrawn", lambda bo, row: services.close_referral(
        by=bo, referral=row.id, reason="withdrawn"
    )),
    "contact.kept": lambda house, row: services.log_contact(
        by=house.viewer("Bo"), referral=row.id, way="phone", outcome="reached",
        within_rules=True, note=PRIVATE["note"],
    ),
    "referral.sent_on": lambda house, row: services.send_on(
        by=house.viewer("Bo"), referral=row.id, to="gp", recipient=PRIVATE["recipient"],
        shared=PRIVATE["shared"],
    ),
    "consent.given": lambda house, row: services.answer_consent(
        by=house.viewer("Bo"), person=row.person, purpose=Purpose.GP, given=True,
        how=services.How("together", PRIVATE["helper"]),
    ),
    "consent.refused": lambda house, row: services.answer_consents(
        by=house.viewer("Bo"), person=row.person, answers={Purpose.GP: False}, how=ONLINE
    ),
    "consent.withdrawn": lambda house, row: services.withdraw_consent(
        by=house.viewer("Bo"), person=row.person, purpose=Purpose.GP,
        how=services.How("spoken", PRIVATE["helper"]),
    ),
    "person.changed": lambda house, row: services.change_details(
        by=house.viewer("Bo"), person=row.person, details=Details(PRIVATE["name"]),
        contact=ContactRules(["post"], PRIVATE["times"]),
    ),
    "circle.ended": circle,
    "role.given": lambda house, row: add_worker(house, "Fay", Role.COORDINATOR),
    "role.ended": lambda house, row: services.end_role(
        by=house.viewer("Ada"), holding=house.people["Dan"].roleholding_set.get().id
    ),
    "person.may_sign_in": lambda house, row: services.give_sign_in(
        by=house.viewer("Bo"), person=row.person, email=PRIVATE["email"]
    ),
    "code.handed_over": lambda house, row: services.hand_over_code(
        by=house.viewer("Bo"), person=house.people["Dan"].id, for_new_phone=True
    ),
    "organisation.added": lambda house, row: accounts.add_organisation(
        by=house.viewer("Ada"), name=PRIVATE["elsewhere"]
    ),
    "organisation.changed": lambda house, row: accounts.change_organisation(
        by=house.viewer("Ada"), name=PRIVATE["elsewhere"]
    ),
    "words.changed": lambda house, row: accounts.change_words(
        by=house.viewer("Ada"), words={"member": {"one": "zephyr", "many": "zephyrs"}}
    ),
    "service.added": lambda house, row: accounts.add_service(
        by=house.viewer("Ada"), name=PRIVATE["elsewhere"], profile="standard"
    ),
    "service.changed": lambda house, row: accounts.change_service(
        by=house.viewer("Ada"), service=house.service.id, about=PRIVATE["elsewhere"]
    ),
    "user.closed": lambda house, row: accounts.close_user(
        by=house.viewer("Ada"), user=house.people["Dan"].user_id
    ),
    "user.reopened": lambda house, row: accounts.reopen_user(
        by=house.viewer("Ada"), user=house.people["Dan"].user_id
    ),
    "user.question_agreed": lambda house, row: accounts.agree_question(
        by=house.viewer("Ada"), user=house.people["Dan"].user_id, question=PRIVATE["question"],
        answer=PRIVATE["answer"],
    ),
    "crisis_contacts.set": lambda house, row: safety.set_crisis_contacts(
        by=house.viewer("Ada"),
        contacts=[Line(PRIVATE["elsewhere"], "0808", "call", "tel:0808", "")],
    ),
    "concern.raised": lambda house, row: safety.raise_concern(
        by=house.viewer("Bo"), service=house.service.id, about=row.person,
        about_words=PRIVATE["name"], words=PRIVATE["note"], wishes=PRIVATE["hopes"],
        when_and_where=PRIVATE["address"], spoken_to=PRIVATE["spoke_to"],
    ),
    "concern.kept": lambda house, row: safety.keep_unfinished(
        by=house.viewer("Dan"), service=house.service.id, words=PRIVATE["note"]
    ),
    "offer.added": lambda house, row: support.add_offer(
        by=house.viewer("Ada"), service=house.service.id, name=PRIVATE["elsewhere"],
        model="one_to_one", mode="mixed", pay="unpaid", host="Us", for_whom="Adults",
    ),
}  # fmt: skip


def all_text(event):
    return " ".join(str(getattr(event, field.name)) for field in Event._meta.fields)


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_leaves_its_event_and_no_word_of_anybodys(house, row, deed):
    before = set(Event.objects.values_list("id", flat=True))
    DEEDS[deed](house, row)
    new = Event.objects.exclude(id__in=before)
    assert deed in {event.deed for event in new}
    log = "\n".join(all_text(event) for event in Event.objects.all()).lower()
    for word in PRIVATE.values():
        assert word.lower() not in log
    for who in ("worker", "member ", "zeph", "quillon", "zebedee"):
        assert who not in log


class Fault(Exception):
    """The power fails just after the deed."""


WATCHED = (Concern, Consent, Contact, Event, Job, Person, Referral, ReferralStep, SentOn)


def counts():
    return {model.__name__: model.objects.count() for model in WATCHED}


@pytest.mark.parametrize("deed", DEEDS)
def test_after_a_fault_neither_the_deed_nor_its_event_stays(house, row, deed):
    before = counts()
    with pytest.raises(Fault), transaction.atomic():
        DEEDS[deed](house, row)
        assert counts()["Event"] > before["Event"]
        raise Fault
    assert counts() == before


@pytest.mark.django_db(transaction=True)
def test_a_deed_whose_event_cannot_be_written_does_not_happen(house, row, monkeypatch):
    """The log is full, say: nothing of a deed may remain, even without a caller's transaction."""

    def full(*_, **__):
        raise Fault

    for module in recorders():
        monkeypatch.setattr(module, "record", full)
    before = counts()
    for deed, do in DEEDS.items():
        with pytest.raises(Fault):
            do(house, row)
        assert counts() == before, deed


# Reads


def looks(house, who="Alex"):
    return [
        (look.deed, name) for look, name in selectors.who_looked(house.viewer(who)) if look.is_read
    ]


def test_opening_a_record_is_logged_and_the_person_can_read_by_whom(house, alex):
    assert looks(house) == []
    selectors.get_referral(house.viewer("Bo"), alex.id)
    assert looks(house) == [("referral.read", "Bo Worker")]


def test_a_supporters_look_is_logged_and_readable(house, alex):
    agree_to_all(house, alex.person)
    services.add_to_circle(
        by=house.viewer("Bo"), person=alex.person, viewer=house.people["Dan"],
        relation="supporter", service=house.service.id, why="match",
    )  # fmt: skip
    selectors.supporter_page(house.viewer("Dan"), alex.person_id)
    assert looks(house) == [("person.read", "Dan Worker")]


def test_reading_what_was_sent_on_is_logged(house, alex):
    agree_to_all(house, alex.person)
    sent = services.send_on(
        by=house.viewer("Bo"), referral=alex.id, to="gp", recipient="Surgery", shared="Dates"
    )
    selectors.get_sent_on(house.viewer("Bo"), sent.id)
    assert looks(house) == [("sent_on.read", "Bo Worker")]


def test_every_look_is_logged_each_time_with_role_and_request(house, alex):
    bo = replace(house.viewer("Bo").acting(Role.COORDINATOR), request_id="r-1")
    selectors.get_referral(bo, alex.id)
    selectors.get_referral(bo, alex.id)
    found = Event.objects.filter(is_read=True, subject=str(alex.person_id))
    assert [(e.acting_as, e.request, e.service) for e in found] == [
        ("coordinator", "r-1", str(house.service.id))
    ] * 2


def test_a_person_reads_who_changed_their_record_newest_first(house, alex):
    bo = house.viewer("Bo")
    services.change_details(by=bo, person=alex.person, details=Details("Alex M"), contact=None)
    services.acknowledge_referral(by=bo, referral=alex.id, way="phone")
    found = selectors.who_looked(house.viewer("Alex"))
    assert [look.deed for look, _ in found][:3] == [
        "referral.acknowledged", "contact.kept", "person.changed"
    ]  # fmt: skip
    assert all(name == "Bo Worker" for _, name in found[:3])


def test_a_code_handed_out_is_on_the_log_of_the_sign_in(house):
    services.hand_over_code(by=house.viewer("Bo"), person=house.people["Dan"].id)
    event = Event.objects.get(deed="code.handed_over")
    assert event.thing == f"user {house.people['Dan'].user_id}"
    code = codes.issue_code(by=house.viewer("Bo"), user=house.people["Dan"].user_id)
    assert code.replace("-", "") not in " ".join(all_text(e) for e in Event.objects.all())
