"""Building the same house for a thousand tests: once through the services, then row by row.

The first test that asks builds it as people would, deed by deed; its rows are remembered and put
back for later tests in a dozen statements.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from alongside.web.config import site
from tests.cast import House, build_house


@dataclass
class Remembered:
    house: House
    rows: list[Model]


_remembered: dict[str, Remembered] = {}


def rebuild_house(name: str) -> House:
    if name not in _remembered:
        house = build_house(name)
        cast = House(house.organisation, house.service, dict(house.people))
        _remembered[name] = Remembered(cast, _rows_of(house))
        return house
    kept = _remembered[name]
    rows: dict[type[Model], list[Model]] = {}
    fresh = {}
    for row in kept.rows:
        again = _as_new(row)
        rows.setdefault(type(row), []).append(again)
        fresh[(type(row), row.pk)] = again
    with transaction.atomic():  # references are checked at the end, so the order is free
        for model, new in rows.items():
            model.objects.bulk_create(new)
    site._kept.clear()  # the same organisation and version as in the test before, other words
    return _house_of(kept.house, fresh)


def _rows_of(house: House) -> list[Model]:
    ours = house.organisation
    found: list[Model] = [type(ours).objects.get(pk=ours.pk)]
    for model in apps.get_models():
        if model.__module__.startswith("alongside.web."):
            names = {field.name for field in model._meta.concrete_fields}
            if "organisation" in names:
                key = str(ours.pk) if model._meta.label == "audit.Event" else ours.pk
                found.extend(model.objects.filter(organisation=key))
    return found


def _as_new(row: Model) -> Model:
    again = copy.copy(row)
    again.__dict__ = {**row.__dict__, "_state": type(row._state)()}
    return again


def _house_of(kept: House, fresh: dict) -> House:
    people = {}
    for who, person in kept.people.items():
        people[who] = fresh[(type(person), person.pk)]
        people[who].user = fresh[(type(person.user), person.user_id)]
    organisation = fresh[(type(kept.organisation), kept.organisation.pk)]
    service = fresh[(type(kept.service), kept.service.pk)]
    service.organisation = organisation
    return House(organisation, service, people)
