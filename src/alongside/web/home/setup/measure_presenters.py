"""Words about an instrument for whoever switches it on. No queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alongside.web.home.measure_words import plain_name, say_length, say_score
from alongside.web.people.local_time import say_date
from alongside.web.ui.parts import SummaryRow
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.measures.instrument import Instrument
    from alongside.web.questionnaires.selectors import Switch


@dataclass(frozen=True)
class MeasureCard:
    code: str
    title: str
    name: str
    state: str
    is_on: bool
    may_switch_on: bool
    calls: str
    rows: list[SummaryRow]
    licence: str
    form: Any


REMEMBERED = {
    "missing rule": _l("What to do about questions left out, so no number is worked out then"),
    "licence": _l("The licence"),
    "caseness": _l("The number from which it is called a case"),
    "reliable change": _l("How large a change must be to count"),
}


def measure_card(one: Switch, form: Any) -> MeasureCard:
    instrument = one.instrument
    state = _("Asked") if one.is_on else _("Off")
    if one.row is not None and one.row.is_on and not one.is_in_date:
        state = _("Not asked: its file needs a review")
    return MeasureCard(
        code=instrument.code,
        title=plain_name(instrument),
        name=instrument.name,
        state=state,
        is_on=one.is_on,
        may_switch_on=one.is_in_date,
        calls=_calls(instrument) if one.calls_human else "",
        rows=_rows(instrument),
        licence=instrument.licence.line,
        form=form,
    )


def _calls(instrument: Instrument) -> str:
    numbers = [str(i.number) for i in instrument.items if i.alert_from is not None]
    return _(
        "Question {numbers} asks about thoughts of dying or being hurt. An answer above “{least}” "
        "calls whoever is on duty, who gets in touch within {length}. So the questions are shown "
        "only while somebody is on the rota for that long. Expect up to a third of people to "
        "give such an answer.",
        numbers=", ".join(numbers), least=instrument.options[0].label, length=say_length(),
    )  # fmt: skip


def _rows(instrument: Instrument) -> list[SummaryRow]:
    scoring = instrument.scoring
    rows = [
        SummaryRow(_("Questions"), str(len(instrument.items))),
        SummaryRow(_("About"), instrument.recall),
        SummaryRow(
            _("Numbers"),
            _("{low} to {high}", low=say_score(scoring.lowest), high=say_score(scoring.highest)),
        ),
        SummaryRow(
            _("Checked"),
            _("{day}, by {who}", day=say_date(instrument.checked_on), who=instrument.checked_by),
        ),
        SummaryRow(_("Next review"), say_date(instrument.next_review)),
    ]
    unread = [str(REMEMBERED.get(part, part)) for part in instrument.remembered()]
    if unread:
        rows.append(SummaryRow(_("Source not read yet"), ", ".join(unread)))
    return rows
