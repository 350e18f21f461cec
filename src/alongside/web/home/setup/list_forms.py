"""Two forms that are lists: the words of the pack, and the help lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField

from alongside.web.clock import now
from alongside.web.safety.places import Contact, address_of, word_of
from alongside.web.ui.forms import Choice, DateField, Form, Option, Text, Tick, WholeNumber
from alongside.web.ui.words import Term, standard_terms
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

MOST_IN_A_WORD = 40
MOST_LINES = 20


@dataclass(frozen=True)
class Group:
    """Fields of one thing in a list, drawn under one heading."""

    heading: str
    fields: Sequence[BoundField]


class WordsForm(Form):
    """Each word by what it means, in three forms. Left empty, it goes back to the word that the
    program comes with."""

    def __init__(self, *args: Any, words: Mapping[str, Mapping[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.terms = standard_terms()
        for number, term in enumerate(self.terms):
            own = words.get(term.standard, {})
            for part, label in (
                ("one", _l("For one")),
                ("many", _l("For several")),
                ("article", _l("With one, the little word before it")),
            ):
                self.fields[f"{part}_{number}"] = Text(
                    label=label,
                    most=MOST_IN_A_WORD,
                    required=False,
                    quiet=True,
                    initial=own.get(part, getattr(term, part)),
                )

    def groups(self) -> list[Group]:
        return [
            Group(_(term.means), [self[f"{part}_{n}"] for part in ("one", "many", "article")])
            for n, term in enumerate(self.terms)
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for number in range(len(self.terms)):
            self._check(given, number)
        return given

    def _check(self, given: dict[str, Any], number: int) -> None:
        one, many = given.get(f"one_{number}", ""), given.get(f"many_{number}", "")
        if one and not many:
            self.add_error(f"many_{number}", _("Enter the word for several of “{word}”", word=one))
        if many and not one:
            self.add_error(f"one_{number}", _("Enter the word for one of “{word}”", word=many))
        for part in ("one", "many", "article"):
            if set(given.get(f"{part}_{number}", "")) & set("{}<>"):
                self.add_error(f"{part}_{number}", _("Use letters only"))

    def words(self) -> dict[str, dict[str, str]]:
        """What differs from the words that the program comes with."""
        changed = {}
        for number, term in enumerate(self.terms):
            own = {
                part: self.cleaned_data[f"{part}_{number}"] for part in ("one", "many", "article")
            }
            if own["one"] and own != _standard(term):
                changed[term.standard] = own
        return changed


def _standard(term: Term) -> dict[str, str]:
    return {"one": term.one, "many": term.many, "article": term.article}


class HelpLinesForm(Form):
    """Every help line with room for one more."""

    checked_on = DateField(
        label=_l("On which day did you check these numbers?"),
        hint=_l("Ring each one, or look at its own web page."),
        missing=_l("Enter the day on which you checked these numbers"),
    )

    def __init__(self, data: Any = None, *, lines: Sequence[Contact], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["checked_on"].latest = now().date()
        self.count = min(len(lines) + 1, MOST_LINES) if data is None else _posted(data)
        for number in range(self.count):
            line = lines[number] if number < len(lines) and data is None else None
            self._add(number, line)

    def _add(self, number: int, line: Contact | None) -> None:
        new: dict[str, Any] = {
            f"name_{number}": Text(
                label=_l("Name"),
                required=False,
                quiet=True,
                most=60,
                initial=line.name if line else "",
            ),
            f"number_{number}": Text(
                label=_l("Number"),
                hint=_l("Like 116 123"),
                required=False,
                quiet=True,
                most=40,
                width=20,
                initial=line.number if line else "",
            ),
            f"way_{number}": Choice(
                label=_l("How do people reach it?"),
                required=False,
                quiet=True,
                options=[
                    Option("call", _l("By calling")),
                    Option("text", _l("By text"), follow=(f"word_{number}",)),
                ],
                initial=line.way if line else None,
            ),
            f"word_{number}": Text(
                label=_l("Does the text begin with a word?"),
                required=False,
                most=20,
                width=10,
                initial=word_of(line.href) if line else "",
            ),
            f"hint_{number}": Text(
                label=_l("Who it is and when"),
                hint=_l("Like: Free, day or night"),
                required=False,
                most=120,
                initial=line.hint if line else "",
            ),
            f"order_{number}": WholeNumber(
                label=_l("Where in the list"),
                least=1,
                greatest=99,
                width=2,
                required=False,
                quiet=True,
                initial=number + 1 if line else None,
            ),
        }
        if line is not None or self.is_bound:
            new[f"gone_{number}"] = Tick(label=_l("Take this line out"))
        self.fields.update(new)

    def groups(self) -> list[Group]:
        return [
            Group(self._heading(number), [self[name] for name in self._names(number)])
            for number in range(self.count)
        ]

    def _heading(self, number: int) -> str:
        name = self[f"name_{number}"].value()
        if name:
            return str(name)
        return _("One more line") if number == self.count - 1 else _("A line without a name")

    def _names(self, number: int) -> list[str]:
        parts = ("name", "number", "way", "hint", "order", "gone")
        names = [f"{part}_{number}" for part in parts]
        return [name for name in names if name in self.fields]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for number in self._kept(given):
            if not given.get(f"name_{number}"):
                self.add_error(f"name_{number}", _("Enter the name of this help line"))
            if not any(letter.isdigit() for letter in given.get(f"number_{number}", "")):
                self.add_error(f"number_{number}", _("Enter its number, like 116 123"))
            if not given.get(f"word_{number}", "").isalnum() and given.get(f"word_{number}"):
                self.add_error(f"word_{number}", _("Enter one word without signs, like SHOUT"))
            if not given.get(f"way_{number}"):
                self.add_error(f"way_{number}", _("Choose how people reach it"))
        return given

    def _kept(self, given: Mapping[str, Any]) -> list[int]:
        return [
            n
            for n in range(self.count)
            if not given.get(f"gone_{n}")
            and any(given.get(f"{part}_{n}") for part in ("name", "number", "way", "hint"))
        ]

    def contacts(self) -> list[Contact]:
        """What was filled in and not taken out, in the order asked for."""
        given = self.cleaned_data
        kept = sorted(self._kept(given), key=lambda n: _rank(n, given[f"order_{n}"]))
        return [
            Contact(
                name=given[f"name_{n}"],
                number=given[f"number_{n}"],
                way=given[f"way_{n}"],
                href=address_of(given[f"way_{n}"], given[f"number_{n}"], given[f"word_{n}"]),
                hint=given[f"hint_{n}"],
            )
            for n in kept
        ]


def _rank(number: int, order: int | None) -> tuple[int, int, int]:
    """A line moved to a place that another holds goes before it when it moves up, after it when
    it moves down."""
    wanted = MOST_LINES + 1 if order is None else order
    old = number + 1
    return wanted, (wanted > old) - (wanted < old), number


def _posted(data: Mapping[str, Any]) -> int:
    """How many lines the page had when it was sent."""
    return next((n for n in range(MOST_LINES) if f"name_{n}" not in data), MOST_LINES)
