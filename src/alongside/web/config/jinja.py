"""The environment of our pages: strict about misspelt names, speaking the service's words."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.templatetags.static import static as static_url
from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from alongside.web.people.local_time import say_date, say_moment
from alongside.web.ui.words import label, say


def environment(**options: Any) -> Environment:
    options.setdefault("undefined", StrictUndefined)
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    env = Environment(**options)  # noqa: S701 - Django passes autoescape=True
    env.globals.update(_=say, static=static, url=url, label=label)
    env.filters.update(date=say_date, moment=say_moment)
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


@lru_cache(maxsize=256)
def static(path: str) -> str:
    """The address of a static file with a mark of its content, so that it may be kept a year."""
    found = finders.find(path)
    if not isinstance(found, str):
        raise LookupError(f"No static file {path!r}.")
    mark = hashlib.sha256(Path(found).read_bytes()).hexdigest()[:10]
    return f"{static_url(path)}?v={mark}"
