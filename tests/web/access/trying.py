"""Collecting every public deed and read, and trying them as somebody who may or may not."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any

from django.db import transaction
from django.http import Http404

from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.models import Event
from alongside.web.audit.services import record
from tests.web.access.things import Things

APPS = ("accounts", "people", "safety", "questionnaires", "workforce", "support")
Trial = Callable[[Viewer, Things], Any]

NOT_YOURS = re.compile(
    "You do not look after|Only an administrator|Ask somebody else of the team|This is about you"
)


def module(app: str, kind: str) -> ModuleType:
    return importlib.import_module(f"alongside.web.{app}.{kind}")


def public_functions(kind: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every function that an app offers as `services` or as `selectors`, as `app.name`."""
    for app in APPS:
        whole = module(app, kind)
        names = getattr(whole, "__all__", None) or [n for n in vars(whole) if n[0] != "_"]
        for name in names:
            found = getattr(whole, name)
            if inspect.isfunction(found) and found.__module__.startswith(whole.__name__):
                yield f"{app}.{name}", found


def with_parameter(kind: str, *parameters: str) -> set[str]:
    return {
        name
        for name, found in public_functions(kind)
        if set(parameters) & set(inspect.signature(found).parameters)
    }


def all_names(kind: str) -> set[str]:
    return {name for name, _ in public_functions(kind)}


def plain(names: Iterable[str]) -> set[str]:
    """`app.name:variant` is one more way to try `app.name`."""
    return {name.partition(":")[0] for name in names}


def prefixed(app: str, some: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{app}.{name}": value for name, value in some.items()}


class WentThrough(Exception):
    """Nobody stopped it."""


def events() -> set[Any]:
    return set(Event.objects.filter(is_read=False).values_list("id", flat=True))


def outcome(deed: Trial, by: Viewer, things: Things) -> str:
    """`done`, `404` or the words of the refusal. It is undone."""
    try:
        with transaction.atomic():
            deed(by, things)
            raise WentThrough
    except Http404:
        return "404"
    except Refused as refused:
        return refused.message
    except WentThrough:
        return "done"


def is_barred(said: str) -> bool:
    return said == "404" or NOT_YOURS.match(said) is not None


def went_through(deeds: Mapping[str, Trial], by: Viewer, things: Things) -> dict[str, str]:
    """The deeds that were not refused for who acts, or that left a trace."""
    found = {}
    for name in sorted(deeds):
        before = events()
        said = outcome(deeds[name], by, things)
        if not is_barred(said):
            found[name] = said
        if events() != before:
            found[name] = "left a trace"
    return found


def gave_something(reads: Mapping[str, Trial], by: Viewer, things: Things) -> list[str]:
    """The reads that gave anything of the house to `by`, or logged a look that did not happen."""
    found = []
    for name in sorted(reads):
        looks = Event.objects.filter(is_read=True).count()
        try:
            if reads[name](by, things):
                found.append(name)
        except Http404:
            pass
        if name not in found and Event.objects.filter(is_read=True).count() != looks:
            found.append(f"{name} logged a look")
    return found


def recorders() -> Iterator[ModuleType]:
    """Every module of the apps that writes to the log."""
    for app in APPS:
        package = importlib.import_module(f"alongside.web.{app}")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            if getattr(module, "record", None) is record:
                yield module
