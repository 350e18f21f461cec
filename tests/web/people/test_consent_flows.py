"""The table purpose x flow, each cell driven through the real deed or read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import system_viewer
from alongside.web.clock import now
from alongside.web.jobs.models import Job
from alongside.web.jobs.services import run_due_jobs
from alongside.web.people import selectors, services
from alongside.web.people.consent_rules import GATES, Flow, Gate, Purpose
from alongside.web.people.models import Contact, Referral, SentOn
from alongside.web.people.services import NoConsent
from tests.cast import ONLINE, House, say_hello

WORDS = "Someone to walk with"
NEVER, REFUSED, WITHDRAWN, EXPIRED = "never asked", "refused", "withdrawn", "expired"
LACKS = (NEVER, REFUSED, WITHDRAWN, EXPIRED)


@dataclass
class Scene:
    """One person, one referral, and a way to run each flow for them."""

    house: House
    referral: Referral

    def answer(self, purpose: Purpose, lack: str = "") -> None:
        """Given, unless `lack` says how it is missing."""
        if lack == NEVER:
            return
        ours = system_viewer("test", self.house.organisation.id)
        person = self.referral.person
        yesterday = (now() - timedelta(days=1)).date()
        services.answer_consent(
            by=ours, person=person, purpose=purpose, given=lack != REFUSED, how=ONLINE,
            expires_on=yesterday if lack == EXPIRED else None,
        )  # fmt: skip
        if lack == WITHDRAWN:
            services.withdraw_consent(by=ours, person=person, purpose=purpose, how=ONLINE)

    def answer_all(self, but: Purpose | None = None, lack: str = "") -> None:
        for purpose in Purpose:
            self.answer(purpose, lack if purpose is but else "")


@pytest.fixture
def scene(house):
    return Scene(house, say_hello(house, consents={}, address="1 Mill Lane"))


def acknowledge(scene: Scene) -> Any:
    services.acknowledge_referral(
        by=scene.house.viewer("Bo"), referral=scene.referral.id, way="email"
    )
    return Job.objects.get().kind


def supporter_page(scene: Scene) -> selectors.SupporterPage:
    dan = scene.house.people["Dan"]
    services.add_to_circle(
        by=scene.house.viewer("Bo"), person=scene.referral.person, viewer=dan,
        relation="supporter", service=scene.house.service.id, why="match",
    )  # fmt: skip
    return selectors.supporter_page(scene.house.viewer("Dan"), scene.referral.person_id)


def send_to(recipient: str) -> Callable[[Scene], Any]:
    def send(scene: Scene) -> Any:
        return services.send_on(
            by=scene.house.viewer("Bo"), referral=scene.referral.id, to=recipient,
            recipient="Mill Surgery", shared="They come on Tuesdays.",
        ).shared  # fmt: skip

    return send


def export_row(scene: Scene) -> Any:
    return selectors.export_rows(scene.house.viewer("Mo"), scene.house.service.id)


def report(scene: Scene) -> selectors.ReportFigures:
    return selectors.report_figures(scene.house.viewer("Mo"), scene.house.service.id)


# Each flow with how it is run; a referral out is run for each recipient.
RUNS: list[tuple[Flow, str, Callable[[Scene], Any]]] = [
    (Flow.MESSAGE, "", acknowledge),
    (Flow.SUPPORTER_PAGE, "", supporter_page),
    (Flow.REFERRAL_OUT, "gp", send_to("gp")),
    (Flow.REFERRAL_OUT, "therapy", send_to("therapy")),
    (Flow.EXPORT_ROW, "", export_row),
    (Flow.REPORT, "", report),
]
B, L, F = Gate.BLOCKS, Gate.LEAVES_OUT, Gate.FREE
# Written out a second time, by recipient, so that no slip in the table goes unseen.
EXPECTED: dict[Purpose, tuple[Gate, ...]] = {
    #                  message page  gp  therapy export report
    Purpose.CONTACT: (B, L, F, F, F, F),
    Purpose.RECORD: (F, B, B, B, B, F),
    Purpose.GP: (F, F, B, F, F, F),
    Purpose.THERAPY: (F, F, F, B, F, F),
    Purpose.EVALUATION: (F, F, F, F, B, B),
    Purpose.STORIES: (F, F, F, F, L, L),
}
CELLS = [
    pytest.param(purpose, flow, run, EXPECTED[purpose][column], id=f"{purpose}-{flow}-{to}")
    for purpose in Purpose
    for column, (flow, to, run) in enumerate(RUNS)
]
BLOCKING = [cell for cell in CELLS if cell.values[3] is B]
LEAVING_OUT = [cell for cell in CELLS if cell.values[3] is L]
FREE = [cell for cell in CELLS if cell.values[3] is F]


def test_the_table_has_every_purpose_and_every_flow():
    assert set(GATES) == set(Purpose) == set(EXPECTED)
    assert all(len(row) == len(Flow) for row in GATES.values())
    assert {flow for flow, _, _ in RUNS} == set(Flow)
    assert len(BLOCKING) + len(LEAVING_OUT) + len(FREE) == len(Purpose) * len(RUNS)


def shown(flow: Flow, outcome: Any) -> bool:
    """Whether the person is in what came out of the flow."""
    if flow is Flow.EXPORT_ROW:
        return len(outcome) == 1
    if flow is Flow.REPORT:
        return outcome.counted == 1 and outcome.wrote_themselves == 1
    return bool(outcome)


@pytest.mark.parametrize(("flow", "to", "run"), RUNS, ids=lambda value: str(value))
def test_every_flow_runs_when_all_is_agreed(scene, flow, to, run):
    scene.answer_all()
    assert shown(flow, run(scene))


@pytest.mark.parametrize("lack", LACKS)
@pytest.mark.parametrize(("purpose", "flow", "run", "gate"), BLOCKING)
def test_a_missing_consent_blocks_its_flow(scene, purpose, flow, run, gate, lack):
    scene.answer_all(but=purpose, lack=lack)
    if flow in (Flow.EXPORT_ROW, Flow.REPORT):  # about many people: they are not among them
        assert not shown(flow, run(scene))
        return
    with pytest.raises(NoConsent) as stopped:
        run(scene)
    assert stopped.value.purposes == [purpose]
    assert not Job.objects.exists()
    assert not SentOn.objects.exists()


@pytest.mark.parametrize("lack", LACKS)
@pytest.mark.parametrize(("purpose", "flow", "run", "gate"), LEAVING_OUT)
def test_a_missing_consent_takes_its_part_out(scene, purpose, flow, run, gate, lack):
    scene.answer_all(but=purpose, lack=lack)
    outcome = run(scene)
    assert shown(flow, outcome)
    if flow is Flow.SUPPORTER_PAGE:
        assert outcome.name == "Alex Member"
        assert (outcome.phone, outcome.email, outcome.ways, outcome.times) == ("", "", [], "")
    elif flow is Flow.EXPORT_ROW:
        assert outcome[0]["what_would_help"] == ""
    else:
        assert outcome.quotes == []


@pytest.mark.parametrize("lack", LACKS)
@pytest.mark.parametrize(("purpose", "flow", "run", "gate"), FREE)
def test_a_missing_consent_leaves_other_flows_alone(scene, purpose, flow, run, gate, lack):
    scene.answer_all(but=purpose, lack=lack)
    outcome = run(scene)
    assert shown(flow, outcome)
    if flow is Flow.SUPPORTER_PAGE:
        assert outcome.phone == "07700 900123"
    elif flow is Flow.EXPORT_ROW:
        assert outcome[0]["what_would_help"] == WORDS
    elif flow is Flow.REPORT:
        assert outcome.quotes == [WORDS]


def test_what_is_agreed_is_shown_in_full(scene):
    scene.answer_all()
    page = supporter_page(scene)
    assert (page.phone, page.email) == ("07700 900123", "alex@people.example")
    assert export_row(scene)[0]["what_would_help"] == WORDS
    assert report(scene).quotes == [WORDS]


def test_a_report_counts_everybody_who_came_beside_those_who_agreed(scene):
    scene.answer_all(but=Purpose.EVALUATION, lack=REFUSED)
    figures = report(scene)
    assert (figures.eligible, figures.counted) == (1, 0)


def test_an_export_row_holds_no_name_and_no_way_to_reach_anybody(scene):
    scene.answer_all()
    line = " ".join(export_row(scene)[0].values())
    for word in ("Alex", "Member", "07700", "@", "Mill Lane"):
        assert word not in line


def test_sending_on_names_the_consent_it_rests_on(scene):
    scene.answer_all()
    send_to("gp")(scene)
    assert SentOn.objects.get().consent.purpose == Purpose.GP


def test_letters_are_sent_only_to_a_doctor_or_a_therapy_service(scene):
    scene.answer_all()
    with pytest.raises(Refused) as refused:
        send_to("employer")(scene)
    assert refused.value.field == "to"


@pytest.mark.parametrize(("send", "message"), [
    (lambda bo, r: services.plan_welcome(
        by=bo, referral=r, at=now() + timedelta(days=1), way="phone", send_word=True), "welcome"),
    (lambda bo, r: services.keep_in_touch(
        by=bo, referral=r, way="email", outcome="sent",
        next_contact_on=(now() + timedelta(days=7)).date()), "still waiting"),
])  # fmt: skip
def test_every_other_message_asks_consent_too(scene, send, message):
    scene.answer_all(but=Purpose.CONTACT, lack=REFUSED)
    state = "acknowledged" if message == "welcome" else "waiting"
    Referral.objects.filter(id=scene.referral.id).update(state=state, next_contact_on=now().date())
    with pytest.raises(NoConsent):
        send(scene.house.viewer("Bo"), scene.referral.id)
    assert not Job.objects.exists()
    scene.referral.refresh_from_db()
    assert scene.referral.state == state


@pytest.mark.parametrize("lack", [REFUSED, WITHDRAWN])
def test_a_message_already_queued_does_not_leave_once_consent_is_taken_back(
    scene, lack, mailoutbox
):
    scene.answer_all()
    acknowledge(scene)
    if lack == WITHDRAWN:
        services.withdraw_consent(
            by=system_viewer("test", scene.house.organisation.id), person=scene.referral.person,
            purpose=Purpose.CONTACT, how=ONLINE,
        )  # fmt: skip
    else:
        scene.answer(Purpose.CONTACT, REFUSED)
    run_due_jobs()
    assert mailoutbox == []
    assert Contact.objects.get().outcome == Contact.Outcome.BLOCKED


def test_a_message_already_queued_does_not_leave_once_email_is_unticked(scene, mailoutbox):
    scene.answer_all()
    acknowledge(scene)
    services.change_details(
        by=scene.house.viewer("Bo"), person=scene.referral.person,
        details=services.Details("Alex Member", email="alex@people.example"),
        contact=services.ContactRules(ways=["post"]),
    )  # fmt: skip
    run_due_jobs()
    assert mailoutbox == []


def test_a_later_consent_of_another_person_opens_nothing(scene):
    other = say_hello(scene.house, name="Sam Other", consents=dict.fromkeys(Purpose, True))
    assert other.person_id != scene.referral.person_id
    with pytest.raises(NoConsent):
        supporter_page(scene)
    assert len(export_row(scene)) == 1  # Sam's


def test_words_that_somebody_else_wrote_are_nobodys_to_give(scene):
    """A yes to one's own words is no yes to what a referrer wrote."""
    scene.answer_all()
    Referral.objects.filter(id=scene.referral.id).update(route="other")
    assert export_row(scene)[0]["what_would_help"] == ""
    assert report(scene).quotes == []


def test_a_clock_is_kept_by_days_of_the_place_not_of_the_server(scene):
    """Answered at half past midnight in England, the day after the last: too late by a day."""
    scene.answer_all()
    Referral.objects.filter(id=scene.referral.id).update(
        received_at=datetime(2030, 7, 1, 9, 0, tzinfo=UTC), acknowledge_by=date(2030, 7, 3),
        acknowledged_at=datetime(2030, 7, 3, 23, 30, tzinfo=UTC), state="acknowledged",
    )  # fmt: skip
    assert report(scene).acknowledged_in_time == 0
    assert report(scene).middle_days_to_acknowledge == 3
    assert export_row(scene)[0]["days_to_acknowledge"] == "3"
