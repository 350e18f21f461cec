"""Words for check-ins at the desk. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from alongside.web.home import measure_words as words
from alongside.web.people.local_time import local, local_date, say_moment, say_time
from alongside.web.questionnaires.instruments import shipped
from alongside.web.ui.parts import SummaryRow
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.home.desk.presenters import Here
    from alongside.web.safety.selectors import DeskAlert

NOTICES = {
    "typed": _l("Kept, as they answered."),
    "shown": _l("Kept. Their {peer supporter} can see the number from now on."),
    "hidden": _l("Kept. Their {peer supporter} no longer sees the number."),
}


@dataclass(frozen=True)
class AnswerCard:
    id: UUID
    title: str
    when: str
    result: str
    how: str
    rows: list[SummaryRow]
    has_number: bool
    is_shown: bool


def answer_cards(responses: Sequence[Any], here: Here) -> list[AnswerCard]:
    return [_card(row, here) for row in responses]


def _card(row: Any, here: Here) -> AnswerCard:
    instrument = shipped(row.instrument)
    how = str(words.HOW[row.way])
    if row.helped_by:
        how = _("{how}, with help from {helper}", how=how, helper=row.helped_by)
    return AnswerCard(
        id=row.id,
        title=words.plain_name(instrument),
        when=say_moment(row.answered_at, here.zone),
        result=words.say_result(instrument, row),
        how=how,
        rows=words.answer_rows(instrument, row.answers),
        has_number=row.score is not None,
        is_shown=row.shown_to_supporter,
    )


def calls_text(alert: DeskAlert, here: Here) -> str:
    """Asks for what is due, and promises nothing: perhaps nobody is on duty."""
    if local_date(alert.due_at, here.zone) == here.today:
        time = say_time(local(alert.due_at, here.zone))
        return _("Talk with them today before {time}, or see that somebody does.", time=time)
    return _(
        "Talk with them before {moment}, or see that somebody does.",
        moment=say_moment(alert.due_at, here.zone),
    )
