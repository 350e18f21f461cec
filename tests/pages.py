"""Reading a drawn page as a browser would: what its forms would send, how many queries it took."""

from __future__ import annotations

from html.parser import HTMLParser

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

BOOKKEEPING = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET LOCAL")


class _Forms(HTMLParser):
    """The fields of every form that is sent by post, with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self._inside = False
        self._select = ""
        self._area = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._inside = given.get("method") == "post"
            if self._inside:
                self.forms.append({})
        if not self._inside:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            chosen = given.get("type") not in ("radio", "checkbox") or "checked" in given
            if chosen:
                self.forms[-1][name] = given.get("value") or ("on" if "checked" in given else "")
        elif tag == "select":
            self._select = name
            self.forms[-1].setdefault(name, "")
        elif tag == "option" and self._select and "selected" in given:
            self.forms[-1][self._select] = given.get("value") or ""
        elif tag == "textarea":
            self._area = name
            self.forms[-1][name] = ""

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self.forms[-1][self._area] = self.forms[-1][self._area].removeprefix("\n")
            self._area = ""

    def handle_data(self, data):
        if self._area:
            self.forms[-1][self._area] += data


def forms_of(response) -> list[dict[str, str]]:
    """What each form of a page would send if nobody changed anything."""
    reader = _Forms()
    reader.feed(response.content.decode())
    return reader.forms


def form_with(response, field: str) -> dict[str, str]:
    """The first form that has a field of this name."""
    return next(form for form in forms_of(response) if field in form)


def text_of(response) -> str:
    return response.content.decode()


def count_queries(client: Client, address: str) -> int:
    """SQL of one request after a first one, without transactions' own words."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    asked = [query["sql"] for query in captured if not query["sql"].startswith(BOOKKEEPING)]
    return len(asked)
