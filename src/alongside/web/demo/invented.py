"""Inventing people: who they are, how they may be reached and what they would say.

Nothing here reads or writes the database. The same seed gives the same people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from alongside.web.demo.content import Came, Theme, names, stories
from alongside.web.people.services import ContactRules, Details

SEED = "Thornbeck 1"
MAIL_HOSTS = ("people.example", "mail.example", "post.example", "beck.example")
ONLY_FIRST_NAME = 0.07
PRONOUNS = {"she": "she/her", "he": "he/him", "they": "they/them"}


@dataclass(frozen=True)
class Invented:
    """One person. `words` holds what they would say, by the names of the data file."""

    details: Details
    contact: ContactRules
    theme: str
    words: dict[str, str]
    agrees: dict[str, bool] = field(default_factory=dict)
    sign_in: str | None = None
    may_sign_in: bool = False


@dataclass(frozen=True)
class Keeps:
    """What a profile of service keeps of people: light keeps first names, secure no ways."""

    whole_name: bool = True
    ways: bool = True

    @classmethod
    def of(cls, profile: str) -> Keeps:
        return cls(whole_name=profile != "light", ways=profile not in ("light", "secure"))


class Inventor:
    """Makes people one after the other; no two have the same name or telephone number."""

    def __init__(self, this_year: int, keeps: Keeps) -> None:
        self._source = Random(f"{SEED} people")
        self._this_year = this_year
        self._keeps = keeps
        self._used: set[str] = set()
        self._phones = self._numbers()

    def _numbers(self) -> Iterator[str]:
        numbers = list(range(900_010, 901_000))
        self._source.shuffle(numbers)
        return iter([f"07700 {number}" for number in numbers])

    def name(self, source: Random) -> tuple[str, str]:
        """A name that nobody has yet, and the pronouns that go with it."""
        while True:
            group = source.choices(("she", "he", "they"), (53, 42, 5))[0]
            first = source.choice(getattr(names(), group))
            name = f"{first} {source.choice(names().last)}"
            if name not in self._used:
                self._used.add(name)
                return name, PRONOUNS[group]

    def helper(self) -> tuple[str, str, str]:
        """Name, pronouns and telephone number of somebody who gives support."""
        name, pronouns = self.name(self._source)
        return name, pronouns, next(self._phones, "") if self._keeps.ways else ""

    def person(self, number: int, service: str, *, may_be_reached: bool = True) -> Invented:
        """Somebody who comes for support, with all that they would say."""
        source = Random(f"{SEED} person {number}")
        theme = _theme(source, service)
        name, pronouns = self.name(source)
        whole_name = self._keeps.whole_name and source.random() > ONLY_FIRST_NAME
        details = Details(
            name=name if whole_name else name.split()[0],
            pronouns=pronouns if source.random() < 0.6 else "",
            birth_year=self._birth_year(source, theme) if whole_name else "",
            language=_sometimes(source, 0.08, stories().texts["languages"]),
            access_needs=_sometimes(source, 0.15, stories().texts["access_needs"]),
        )
        contact = ContactRules(ways=["in_person"])
        agrees = _agrees(source)
        agrees["contact"] = agrees["contact"] and may_be_reached
        if self._keeps.ways:
            details, reachable = self._reachable(source, details, number)
            contact = reachable if agrees["contact"] else contact
        return Invented(
            details=details,
            contact=contact,
            theme=theme.key,
            words=_words(source, theme),
            agrees=agrees,
            sign_in=details.email or None,
            may_sign_in=self._keeps.ways and source.random() < (0.6 if details.email else 0.15),
        )

    def _birth_year(self, source: Random, theme: Theme) -> str:
        age = source.triangular(theme.youngest, theme.oldest, theme.youngest + 14)
        return str(self._this_year - int(age)) if source.random() < 0.8 else ""

    def _reachable(
        self, source: Random, details: Details, number: int
    ) -> tuple[Details, ContactRules]:
        phone = next(self._phones, "") if source.random() < 0.9 else ""
        email = _address(source, details.name, number) if source.random() < 0.62 else ""
        street = f"{source.randint(1, 90)} {source.choice(names().streets)}, Thornbeck"
        by_post = source.random() < 0.12 or not (phone or email)
        ways = [
            *(["phone"] if phone and source.random() < 0.85 else []),
            *(["text"] if phone and source.random() < 0.5 else []),
            *(["email"] if email and source.random() < 0.85 else []),
            *(["post"] if by_post else []),
            *(["in_person"] if source.random() < 0.15 else []),
        ]
        contact = ContactRules(
            ways=ways or (["phone"] if phone else ["email"]),
            times=_sometimes(source, 0.4, stories().texts["times"]),
            may_leave_message=source.random() < 0.55,
            may_say_who=source.random() < 0.5,
        )
        address = street if by_post else ""
        return replace(details, phone=phone, email=email, address=address), contact

    def persona(self, came: Came, email: str) -> Invented:
        """A persona who came for support, with their own words."""
        self._used.add(came.name)
        words = dict(came.words)
        details = Details(
            name=came.name if self._keeps.whole_name else came.name.split()[0],
            pronouns=came.pronouns,
            phone=came.phone if self._keeps.ways else "",
            email=email if self._keeps.ways else "",
            birth_year=came.birth_year if self._keeps.whole_name else "",
            access_needs=words.pop("access_needs"),
        )
        contact = ContactRules(
            ways=["phone", "email"] if self._keeps.ways else ["in_person"],
            times=words.pop("times"),
            may_leave_message=True,
            may_say_who=True,
        )
        agrees = dict.fromkeys(("contact", "record", "gp", "therapy", "evaluation"), True)
        return Invented(
            details, contact, came.theme, words, {**agrees, "stories": False}, email, True
        )


def again(first: Invented) -> Invented:
    """The same person writes a second time, a little differently."""
    details = replace(first.details, name=first.details.name.upper().title(), email="", address="")
    words = {**first.words, "help": "I wrote to you last week as well, I think.", "why": ""}
    return replace(
        first,
        details=details,
        contact=_without_email(first.contact, details),
        words=words,
        may_sign_in=False,
        sign_in=None,
    )


def _without_email(contact: ContactRules, details: Details) -> ContactRules:
    """Whoever gave no address this time cannot be written to; they gave a telephone number."""
    ways = [way for way in contact.ways if way != "email" or details.email]
    return replace(contact, ways=ways or ["phone"])


def relative(first: Invented, other: Invented) -> Invented:
    """Somebody else who shares the telephone and the last name of the first."""
    given, _, own = other.details.name.partition(" ")
    last = first.details.name.split()[-1]
    details = replace(
        other.details,
        name=f"{given} {last}",
        email=other.details.email.replace(f".{own.lower()}", f".{last.lower()}"),
        phone=first.details.phone,
        address=first.details.address,
    )
    agrees = {**other.agrees, "contact": first.agrees["contact"]}
    contact = _without_email(first.contact, details)
    return replace(other, details=details, contact=contact, agrees=agrees, may_sign_in=False)


def _theme(source: Random, service: str) -> Theme:
    themes = stories().themes
    shares = [theme.home_share if service == "home" else theme.share for theme in themes]
    return source.choices(themes, shares)[0]


def _sometimes(source: Random, chance: float, texts: Sequence[str]) -> str:
    text = source.choice(texts)
    return text if source.random() < chance else ""


def _address(source: Random, name: str, number: int) -> str:
    plain = "".join(letter for letter in name.lower().replace(" ", ".") if letter.isascii())
    return f"{plain.replace(chr(39), '')}{number}@{source.choice(MAIL_HOSTS)}"


def _words(source: Random, theme: Theme) -> dict[str, str]:
    """Some say much and some say little; whatever is asked may be skipped."""
    texts = stories().texts
    help_ = source.choice(theme.help)
    why = source.choice(theme.why)
    more_help = _sometimes(source, 0.55, texts["help_more"])
    more_why = _sometimes(source, 0.5, texts["why_more"])
    return {
        "help": f"{help_} {more_help}".strip(),
        "why": f"{why} {more_why}".strip() if source.random() < 0.8 else "",
        "other_help": _sometimes(source, 0.6, texts["other_help"]),
        "keep_safe": _sometimes(source, 0.45, texts["keep_safe"]),
        "hopes": source.choice(theme.hopes),
        "shared": source.choice(theme.shared),
        "wishes": _sometimes(source, 0.8, texts["wishes"]),
        "rather_not": _sometimes(source, 0.6, texts["rather_not"]),
        "bad_day": _sometimes(source, 0.75, texts["bad_day"]),
        "next_step": source.choice(texts["next_step"]),
    }


def _agrees(source: Random) -> dict[str, bool]:
    chances = {
        "contact": 0.97, "record": 0.94, "gp": 0.52, "therapy": 0.6, "evaluation": 0.8,
        "stories": 0.42,
    }  # fmt: skip
    return {purpose: source.random() < chance for purpose, chance in chances.items()}
