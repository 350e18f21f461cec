"""The steps of `manage.py demo`: look, make if need be, say where everything is, serve."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from alongside.web.accounts.codes import issue_setup_address
from alongside.web.accounts.profiles import profiles
from alongside.web.accounts.selectors import has_any_organisation
from alongside.web.demo.models import Mark
from alongside.web.demo.personas import personas
from alongside.web.demo.prepare import MAIL, SHEET, DemoProblem, not_a_demo
from alongside.web.demo.seeding import MEMBERS, seed
from alongside.web.demo.selectors import holds_a_real_service, read_mark
from alongside.web.demo.services import begin_mark, finish_mark
from alongside.web.demo.serving import free_port, holding, serve
from alongside.web.demo.together import read_content
from alongside.web.ui.words import say
from alongside.web.vault.keys import DATABASE_FILE

PROFILE = "standard"
Write = Callable[[str], None]


@dataclass(frozen=True)
class Wish:
    """What was asked for; None or False where nothing was said."""

    port: int
    members: int | None = None
    profile: str | None = None
    fresh: bool = False
    empty: bool = False


class Steps:
    """Says each step as it begins, how far it is, and how long it took."""

    def __init__(self, write: Write) -> None:
        self.write = write
        self._tenths = 0

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        self.write(f"  {what} …")
        began = time.monotonic()
        self._tenths = 0
        yield
        self.write(f" {time.monotonic() - began:.1f} s\n")

    def progress(self, part: float) -> None:
        while self._tenths < int(part * 10):
            self._tenths += 1
            self.write(f" {self._tenths}0 %")


def run_demo(
    wish: Wish, *, data: Path, target: str, read_files: Callable[[], None], write: Write
) -> None:
    """Returns when the server was stopped. Raises DemoProblem or DataFileError."""
    port = free_port(wish.port)
    steps = Steps(write)
    write(say("The demo in {data}", data=data) + "\n")
    with steps.step(say("Reading the data files")):
        read_files()
        read_content()
    mark = _bring_up(wish, data, steps)
    os.environ["ALONGSIDE_ADDRESS"] = f"http://localhost:{port}"  # read by the process that serves
    with holding(data, alone=False):
        summary = _summary(mark, data, port)
        serve(target, port, when_up=lambda: write(summary))
    write("\n" + say("Stopped. Everything is kept in {data}.", data=data) + "\n")


def _bring_up(wish: Wish, data: Path, steps: Steps) -> Mark:
    if holds_a_real_service():
        raise DemoProblem(not_a_demo(data))
    mark = read_mark()
    unfinished = mark is not None and mark.finished_at is None
    if mark is not None and not (wish.fresh or unfinished):
        refuse_other_wishes(wish, mark)
        with holding(data, alone=False), steps.step(say("Opening the encrypted database")):
            call_command("migrate", verbosity=0)
        return mark
    with holding(data, alone=True):
        if mark is not None:
            _clear(data)
        return _make(wish, steps)


def refuse_other_wishes(wish: Wish, mark: Mark) -> None:
    """An existing demo is served as it is; another one needs to be asked for."""
    other = [
        name
        for name, differs in (
            ("--empty", wish.empty and not mark.is_empty),
            ("--members", wish.members not in (None, mark.members)),
            ("--profile", wish.profile not in (None, mark.profile)),
        )
        if differs
    ]
    if other:
        raise DemoProblem(
            say(
                "This demo was made with {made}. It stays as it is; to make another in its "
                "place, say {asked} together with --fresh.",
                made=_made_with(mark),
                asked=" ".join(other),
            )
        )


def _made_with(mark: Mark) -> str:
    if mark.is_empty:
        return "--empty"
    return f"--members {mark.members} --profile {mark.profile}"


def _clear(data: Path) -> None:
    """Throw the old demo away; its keys, settings and backups stay."""
    connection.close()
    for ending in ("", "-wal", "-shm", "-journal"):
        (data / f"{DATABASE_FILE}{ending}").unlink(missing_ok=True)
    for letter in (data / MAIL).glob("*.log"):
        letter.unlink()


def _make(wish: Wish, steps: Steps) -> Mark:
    members = 0 if wish.empty else wish.members or MEMBERS
    profile = "" if wish.empty else wish.profile or PROFILE
    with steps.step(say("Making the encrypted database")):
        call_command("migrate", verbosity=0)
        mark = begin_mark(members=members, profile=profile, is_empty=wish.empty)
    users: dict[str, str] = {}
    if not wish.empty:
        with steps.step(say("Inventing {count} {members} and 18 months", count=members)):
            users = seed(members=members, profile=profile, progress=steps.progress)
    finish_mark(mark=mark, persona_users=users)
    return mark


def _summary(mark: Mark, data: Path, port: int) -> str:
    address = f"http://localhost:{port}"
    places = [
        (say("Database, encrypted"), data / DATABASE_FILE),
        (say("E-mails it would send"), data / MAIL),
        (say("Recovery sheet"), data / SHEET),
    ]
    lines = [
        "",
        *(_empty_lines(address) if mark.is_empty else _persona_lines(mark, address)),
        "",
        *(f"  {name:<22} {place}" for name, place in places),
        "",
        say("Stop with Ctrl-C. The next start keeps everything; --fresh makes it anew."),
        "",
    ]
    return "\n".join(lines)


def _persona_lines(mark: Mark, address: str) -> list[str]:
    people = [persona for persona in personas() if persona.key in mark.persona_users]
    lines = [
        say("The demo is ready: {address}", address=f"{address}/"),
        say("Everybody in it is invented. Choose whom to sign in as: {address}",
            address=address + reverse("personas")),
        *(f"  {persona.name:<16} {persona.role_sentence}" for persona in people),
    ]  # fmt: skip
    profile = profiles()[mark.profile]
    if not profile.ready:
        lines += [
            "",
            say("The profile {name} is not whole yet. Missing:", name=profile.name),
            *(f"  - {thing}" for thing in profile.missing),
        ]
    return lines


def _empty_lines(address: str) -> list[str]:
    if has_any_organisation():
        return [
            say("The demo is ready: {address}", address=f"{address}/"),
            say("It was set up before. Sign in with the address you gave: the code comes to"),
            address + reverse("demo_mail"),
        ]
    first = reverse("first_administrator", args=[issue_setup_address()])
    return [
        say("The demo is empty. Set it up here, once, within 24 hours:"),
        address + first,
        say("E-mails with codes: {address}", address=address + reverse("demo_mail")),
    ]
