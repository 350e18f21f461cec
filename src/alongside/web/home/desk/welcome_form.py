"""The welcome conversation, written down while or after it is held."""

from __future__ import annotations

from typing import Any

from alongside.web.home.desk.forms import ReadBackForm
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.services import Words
from alongside.web.people.wordings import wordings
from alongside.web.ui.forms import LongText, Tick, YesNo
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l


def words_field(label: Any, hint: Any = "") -> LongText:
    return LongText(label=label, hint=hint, required=False, rows=3)


class WelcomeForm(ReadBackForm):
    limits_explained = Tick(
        label=_l("I explained what stays between us and what cannot"),
        required=True,
        missing=_l("Explain first what stays between you and what cannot, then tick"),
    )
    limits_understood = Tick(
        label=_l("They say that is clear to them"),
        required=True,
        missing=_l("Ask if that is clear to them, then tick"),
    )
    hopes = words_field(_l("What do they hope for?"))
    shared_experience = words_field(_l("What should the other person have been through too?"))
    wishes = words_field(
        _l("What matters in the other person?"), _l("For example age, language, when, where.")
    )
    rather_not = words_field(_l("What would they rather not have?"))
    bad_day = words_field(_l("What helps on a bad day, and whom may we ring?"))
    next_step = words_field(_l("What happens next?"))

    LIMITS = ("limits_explained", "limits_understood")
    ANSWERED = ("method", "read_back", "helped_by")
    WORDS = tuple(Words.__dataclass_fields__)

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        for purpose, wording in wordings().items():
            self.fields[_name(purpose)] = YesNo(
                label=_(wording.ask),
                hint=_(wording.means),
                missing=_("Ask this and choose yes or no: {title}", title=_(wording.title)),
            )
        self.order_fields([*self.LIMITS, *self.asked_names, *self.ANSWERED, *self.WORDS])

    @property
    def asked_names(self) -> list[str]:
        return [_name(purpose) for purpose in Purpose]

    @property
    def consents(self) -> dict[Purpose, bool]:
        return {purpose: self.cleaned_data[_name(purpose)] for purpose in Purpose}

    @property
    def words(self) -> Words:
        return Words(**{name: self.cleaned_data[name] for name in self.WORDS})

    @property
    def has_words(self) -> bool:
        return any(self.cleaned_data[name] for name in self.WORDS)


def _name(purpose: Purpose) -> str:
    return f"may_{purpose.value}"
