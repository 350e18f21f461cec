"""Everybody of the demo signs in and follows one link of each kind from their first page."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.http import Http404
from django.test import Client
from django.urls import resolve, reverse

from alongside.web.demo.personas import personas_here


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = urlsplit(dict(attrs).get("href") or "")
        if tag == "a" and address.path and not address.netloc and not address.scheme:
            self.paths.append(address.path)


def walk() -> dict[str, int]:
    """The answer to each page by `persona route`."""
    answers: dict[str, int] = {}
    for persona in personas_here():
        client = Client()
        first = client.post(reverse("personas"), {"persona": persona.key}, follow=True)
        answers[f"{persona.key} first page"] = first.status_code
        for route, path in one_of_each(first.content.decode()):
            answer = client.get(path, follow=True)
            answers[f"{persona.key} {route}"] = answer.status_code
    return answers


def one_of_each(page: str) -> Iterator[tuple[str, str]]:
    reader = _Links()
    reader.feed(page)
    seen = set()
    for path in reader.paths:
        try:
            route = resolve(path).view_name
        except Http404:
            route = path  # a file, or an address that is none: its answer tells
        if route not in seen:
            seen.add(route)
            yield route, path
