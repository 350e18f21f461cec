"""Worries at the desk: how long there is, who has it, and what was written, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.web.accounts.viewer import Viewer
from alongside.web.home.desk.clocks import clock, short_date
from alongside.web.home.desk.concern_forms import DECISIONS
from alongside.web.home.desk.presenters import Here
from alongside.web.home.desk.words import first_name, ways_in_words
from alongside.web.people.local_time import local, say_time
from alongside.web.safety.concern_states import ConcernState, Urgency
from alongside.web.safety.selectors import PASSING
from alongside.web.ui.parts import Cell, ClockTag, SummaryRow, WorkRow
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.safety.models import Concern, ConcernStep
    from alongside.web.safety.selectors import ConcernPage, ConcernRow

URGENCY = {
    Urgency.EMERGENCY: _l("Now"),
    Urgency.SAME_DAY: _l("Same day"),
    Urgency.ROUTINE: _l("Within two working days"),
    Urgency.TALK_OVER: _l("To talk over"),
}
SAFE = {"yes": _l("Yes"), "no": _l("No"), "not_known": _l("They did not know")}
LAST_QUESTION = "phq9_item_9"

NOTICES = {
    "concern_taken": _l("It is yours. Whoever raised it can read that you have it."),
    "concern_handed": _l("Handed on. They are told that something waits for them."),
    "concern_decided": _l("Kept. Close it when you know what came of it."),
    "concern_closed": _l("Closed."),
}


def hours_left(row: ConcernRow | Concern, here: Here) -> ClockTag:
    """`1 h 20 left`, `By 5pm`, or a day as for everything else. Only worries show hours."""
    left = row.due_at - here.moment
    minutes = int(left.total_seconds() // 60)
    whole = max(1.0, (row.due_at - row.raised_at).total_seconds())
    used = 1 - left.total_seconds() / whole
    if row.urgency == Urgency.EMERGENCY and minutes > -60:
        return ClockTag(_("Now"), "over", 1)
    if minutes < 0:
        return ClockTag(_over(-minutes), "over", 1)
    if row.urgency in (Urgency.EMERGENCY, Urgency.SAME_DAY):
        return ClockTag(_("{time} left", time=_length(minutes)), "today", used)
    due = here.day_of(row.due_at)
    if due == here.today:
        by = say_time(local(row.due_at, here.zone))
        return ClockTag(_("By {time}", time=by), "today", used)
    return clock(due, here.day_of(row.raised_at), here.today)


def _over(minutes: int) -> str:
    if minutes >= 48 * 60:
        return _("{days} days over", days=minutes // (24 * 60))
    return _("{time} over", time=_length(minutes))


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min", minutes=rest)
    if not rest:
        return _("{hours} h", hours=hours)
    return _("{hours} h {minutes}", hours=hours, minutes=f"{rest:02d}")


def work_row(row: ConcernRow, here: Here) -> WorkRow:
    """Open ones with one button; closed ones by day."""
    title = about_words(row.about)
    note = [raised_words(row), *_urgency_sentence(row), holder_words(row)]
    if here.several:
        note.append(f"{row.service}.")
    return WorkRow(
        title=title,
        url=reverse("concern", args=[row.id]),
        note=" ".join(part for part in note if part),
        clock=hours_left(row, here) if row.is_open else None,
        action=(_("Look at it") if row.is_taken else _("Take it")) if row.is_open else "",
        action_url=reverse("concern", args=[row.id]),
        about=title,
    )


def about_words(name: str) -> str:
    return _("About {name}", name=name) if name else _("About somebody")


def raised_words(row: ConcernRow) -> str:
    if row.rule:
        return alert_words(row.rule)
    who = first_name(row.raised_by) or _("somebody who was here")
    return _("Raised by {who}.", who=who)


def alert_words(rule: str) -> str:
    """Never the score, and never which answer."""
    if rule == LAST_QUESTION:
        return _("They ticked something above “Not at all” on the last question.")
    return _("One of their answers asks for a talk today.")


def _urgency_sentence(row: ConcernRow) -> list[str]:
    return [f"{URGENCY[Urgency(row.urgency)]}."] if not row.rule else []


def holder_words(row: ConcernRow) -> str:
    if row.state == ConcernState.CLOSED:
        return ""
    if row.is_taken:
        return _("You have it.") if row.is_mine else _("{who} has it.", who=row.held_by)
    who = _("you") if row.is_mine else row.held_by
    return _("Nobody has it yet. It went to {who}.", who=who)


@dataclass(frozen=True)
class Group:
    id: str
    title: str
    rows: list[WorkRow]
    empty: str


def groups(rows: Sequence[ConcernRow], here: Here) -> list[Group]:
    is_open = [row for row in rows if row.is_open]
    untaken = [row for row in is_open if not row.is_taken]
    taken = [row for row in is_open if row.is_taken]
    closed = sorted(
        (row for row in rows if row.closed_at is not None),
        key=lambda row: (row.closed_at, str(row.id)), reverse=True,
    )  # fmt: skip
    parts = [
        ("untaken", _("Nobody has it yet"), untaken, _("Nothing waits to be taken.")),
        ("mine", _("Mine"), [r for r in taken if r.is_mine], _("You have none just now.")),
        ("others", _("With others"), [r for r in taken if not r.is_mine], _("None.")),
        ("closed", _("Closed in the last four weeks"), closed, _("None.")),
    ]
    return [Group(key, title, on_desk(found, here), empty) for key, title, found, empty in parts]


def on_desk(rows: Iterable[ConcernRow], here: Here) -> list[WorkRow]:
    return [work_row(row, here) for row in rows]


# One worry


def heading(page: ConcernPage) -> str:
    about = page.concern.about
    return about_words(about.name) if about else _("About somebody")


def lead(page: ConcernPage, viewer: Viewer) -> str:
    """Who raised it, who has it."""
    row = page.concern
    if row.rule:
        raised = alert_words(row.rule)
    else:
        who = page.name(row.raised_by) or _("somebody who was here")
        raised = _("Raised by {who}.", who=who)
    mine = row.assigned_to == viewer.user_id
    name = _("you") if mine else page.name(row.assigned_to)
    if row.state == ConcernState.CLOSED:
        return raised
    if row.state == ConcernState.RAISED:
        return f"{raised} {_('Nobody has it yet. It went to {who}.', who=name)}"
    has = _("You have it.") if mine else _("{who} has it.", who=name)
    return f"{raised} {has}"


@dataclass(frozen=True)
class Said:
    title: str
    text: str


def own_words(row: Concern) -> list[Said]:
    """What they wrote, as they wrote it; what the person wants comes first."""
    parts = (
        (_("What they want"), row.wishes),
        (_("What was seen or heard"), row.words),
        (_("Whom it is about, in their words"), row.about_words),
        (_("When and where"), row.when_and_where),
        (_("Who knows of it"), row.spoken_to),
    )
    return [Said(title, text) for title, text in parts if text]


def facts(row: Concern, here: Here) -> list[SummaryRow]:
    rows = [
        SummaryRow(_("How soon"), str(URGENCY[Urgency(row.urgency)])),
        SummaryRow(_("Raised"), here.say_moment(row.raised_at)),
        SummaryRow(_("To be looked at by"), here.say_moment(row.due_at)),
    ]
    if row.safe_now:
        rows.append(SummaryRow(_("Safe just then"), str(SAFE[row.safe_now])))
    return rows + reach_rows(row)


def reach_rows(row: Concern) -> list[SummaryRow]:
    """How the person it is about may be reached without harm, for whoever has to talk with them."""
    if row.about is None:
        return []
    rules = row.about.safe_contact
    ways = ways_in_words(rules.ways) or _("They have named no way")
    care = [] if rules.may_leave_message else [_("No voicemail.")]
    care += [] if rules.may_say_who else [_("Do not say who we are.")]
    care += [_("Best time: {times}.", times=rules.times)] if rules.times else []
    rows = [SummaryRow(_("How they like to be reached"), " ".join([f"{ways}.", *care]))]
    if row.about.phone:
        rows.append(SummaryRow(_("Their phone"), row.about.phone))
    if row.about.email:
        rows.append(SummaryRow(_("Their email"), row.about.email))
    return rows


def decided(row: Concern) -> list[SummaryRow]:
    if not row.decision:
        return []
    told = _("Yes") if row.person_told == "yes" else _("Not yet: {why}", why=row.told_why)
    rows = [
        SummaryRow(_("What is done"), str(dict(DECISIONS)[row.decision])),
        SummaryRow(_("Why"), row.decided_why),
        SummaryRow(_("The person knows of it"), told),
    ]
    if row.outcome:
        rows.append(SummaryRow(_("What came of it"), row.outcome))
    return rows


STEPS = {
    "raised": _l("Raised"),
    "kept": _l("Begun, and kept"),
    "acknowledged": _l("Taken"),
    "handed_on": _l("Handed on"),
    "passed_on": _l("Passed on, as nobody was there"),
    "late": _l("Passed on, as its time was over"),
    "decided": _l("Decided"),
    "shared": _l("Shared"),
    "closed": _l("Closed"),
}


def step_rows(page: ConcernPage, here: Here) -> list[list[Cell]]:
    """Newest first: when, what, by whom, to whom or what was shared."""
    return [
        [
            Cell(f"{short_date(here.day_of(step.at), here.today)}, "
                 f"{say_time(local(step.at, here.zone))}"),
            Cell(str(STEPS[step.what])),
            Cell(_by(page, step)),
            Cell(page.name(step.note) if step.what in PASSING else step.note),
        ]
        for step in reversed(page.steps)
    ]  # fmt: skip


def _by(page: ConcernPage, step: ConcernStep) -> str:
    if step.what == "raised" and page.concern.rule:
        return _("Their own answer")
    if step.done_by.startswith("system:"):
        return _("The program")
    return page.name(step.done_by) or _("Somebody who was here")
