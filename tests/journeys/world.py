"""What lasts for the whole of a run: the server, the browser, the post, and who carries which app.

The database begins empty. Nothing is made in it but by pages, except the one-time address, which
the program prints when it is started without data.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from playwright.sync_api import Browser

from alongside.web.jobs.services import run_due_jobs
from tests.journeys.checks import Checks
from tests.journeys.days import MovedClock
from tests.journeys.visitor import DEVICES, WAIT, Visitor

APP_STEP = 30  # seconds


@dataclass
class World:
    base: str
    browser: Browser
    clock: MovedClock
    checks: Checks = field(default_factory=Checks)
    visitors: list[Visitor] = field(default_factory=list)
    apps: dict[str, str] = field(default_factory=dict)
    left_open: dict[str, Any] = field(default_factory=dict)
    _shown: dict[str, int] = field(default_factory=dict)

    def visitor(self, device: str = "desktop", scripted: bool = True, **options: Any) -> Visitor:
        """A browser with no past."""
        context = self.browser.new_context(
            **DEVICES[device], java_script_enabled=scripted, **options
        )
        context.set_default_timeout(WAIT)
        if options.get("color_scheme") == "dark":
            device = f"{device} in the dark"  # whose pages are looked over anew
        visitor = Visitor(context, self.base, self.checks, device, scripted)
        self.visitors.append(visitor)
        return visitor

    def close_visitors(self) -> None:
        while self.visitors:
            self.visitors.pop().context.close()

    def letters_to(self, address: str) -> list[str]:
        """Everything in somebody's mailbox, after the server's clock has ticked."""
        run_due_jobs()
        return [letter.body for letter in mail.outbox if address in letter.to]

    def waits(self, minutes: int) -> None:
        """Time goes by. Whoever touches nothing for long enough must sign in again."""
        self.clock.ahead += timedelta(minutes=minutes)

    @contextmanager
    def in_days(self, count: int) -> Iterator[None]:
        """Some day later on; other walks go on from this one."""
        before = self.clock.ahead
        self.clock.ahead += timedelta(days=count)
        try:
            yield
        finally:
            self.clock.ahead = before

    def code_mailed_to(self, address: str) -> str:
        codes = re.findall(r"Your code is (\S+)", "\n".join(self.letters_to(address)))
        assert codes, f"no code was mailed to {address}"
        return str(codes[-1])

    def number_in_app(self, address: str) -> str:
        """What the app on their phone shows. Each number works once: if it was used, the next."""
        step = max(int(time.time() // APP_STEP), self._shown.get(address, 0) + 1)
        while step > time.time() // APP_STEP + 1:  # a number further ahead is not taken
            time.sleep(1)
        self._shown[address] = step
        return str(format_hotp_value(hotp_value(self.apps[address], step)))


def allow_the_database() -> None:
    """Playwright keeps a loop in this thread, which Django would take for its own."""
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
