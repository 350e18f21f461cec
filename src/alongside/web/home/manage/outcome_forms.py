"""Which people the outcomes page speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from alongside.web.clock import now
from alongside.web.support.outcome_counts import Period, year_of
from alongside.web.ui.forms import DateField, Form, Select
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

HALF_A_YEAR = timedelta(days=182)
EVERY = "all"
BOUNDS = {"earliest": date(2000, 1, 1), "latest": date(2100, 12, 31)}


class PeriodForm(Form):
    start = DateField(
        label=_l("People who began from"), missing=_l("Enter the first day"), **BOUNDS
    )
    end = DateField(label=_l("To, that day included"), missing=_l("Enter the last day"), **BOUNDS)
    offer = Select(
        label=_l("{Offer}"), missing=_l("Choose one, or all"), options=[(EVERY, _l("All {offers}"))]
    )

    def clean(self) -> dict:
        found = super().clean()
        start, end = found.get("start"), found.get("end")
        if start and end and end < start:
            self.add_error("end", _("Enter a last day that is not before the first"))
        return found

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["start"], self.cleaned_data["end"])


def usual_year(today: date | None = None) -> int:
    """The year in which half a year ago lay: people need time to answer twice."""
    return ((today or now().date()) - HALF_A_YEAR).year


def usual_period() -> Period:
    return year_of(usual_year())


def asked_for(data: Mapping[str, str]) -> bool:
    return any(name in data for name in ("start-day", "start-month", "start-year"))


def with_all(data: Mapping[str, str]) -> dict[str, str]:
    """What was sent; without an offer it means all."""
    return {"offer": EVERY, **{name: data[name] for name in data}}


def offer_asked(data: Mapping[str, str]) -> UUID | None:
    """None for all of them. Raises ValueError for what is no id."""
    asked = data.get("offer", EVERY)
    return None if asked in (EVERY, "") else UUID(asked)


def offer_options(offers: Mapping[UUID, str]) -> list[tuple[str, str]]:
    return [(EVERY, _("All {offers}")), *((str(one), name) for one, name in offers.items())]


def as_query(service: UUID, period: Period, offer: UUID | None) -> dict[str, str]:
    """The fields that ask for the same page again."""
    found = {"service": str(service), "offer": str(offer) if offer else EVERY}
    for name, day in (("start", period.first), ("end", period.last)):
        parts = {"day": day.day, "month": day.month, "year": day.year}
        found |= {f"{name}-{part}": str(value) for part, value in parts.items()}
    return found
