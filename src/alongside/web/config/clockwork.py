"""The clock of the web process: it sends what is due and clears out what is out of date, so that
nobody runs a second program."""

from __future__ import annotations

import logging
import time
from threading import Thread

from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, close_old_connections

from alongside.web.accounts.keeping import delete_old_keys, delete_old_posts
from alongside.web.accounts.viewer import system_viewer
from alongside.web.jobs.services import delete_old_jobs, run_due_jobs
from alongside.web.people.services import delete_old_drafts
from alongside.web.safety.services import pass_on_concerns
from alongside.web.support.services import ask_after_endings, fill_patterns, let_matches_lapse

EVERY_SECONDS = 3
PASS_ON_EVERY_SECONDS = 60
CLEAR_EVERY_SECONDS = 3600

log = logging.getLogger("alongside.jobs")


def start_clock() -> None:
    Thread(target=_keep_ticking, name="clock", daemon=True).start()


def _keep_ticking() -> None:
    """One job that breaks the program must not stop the messages of everybody else, so the clock
    starts again whatever happened. Such a job waits for its lease to run out."""
    cleared = passed_on = float("-inf")
    try:
        while True:
            time.sleep(EVERY_SECONDS)
            tick()
            if time.monotonic() - passed_on >= PASS_ON_EVERY_SECONDS:
                passed_on = time.monotonic()
                pass_on()
            if time.monotonic() - cleared >= CLEAR_EVERY_SECONDS:
                cleared = time.monotonic()
                clear_out()
    finally:
        start_clock()


def tick() -> None:
    """Run what is due. A database that is busy or away is asked again at the next tick."""
    try:
        run_due_jobs()
    except DatabaseError as problem:
        log.warning("jobs wait: %s", type(problem).__name__)
    finally:
        close_old_connections()


def pass_on() -> None:
    """No worry waits for somebody who went off duty or left."""
    try:
        pass_on_concerns(by=system_viewer("clock", None))
    except DatabaseError as problem:
        log.warning("passing on waits: %s", type(problem).__name__)
    finally:
        close_old_connections()


def clear_out() -> None:
    """What may not stay longer goes even when nobody writes to us: drafts and kept posts that are
    out of date, keys of forms, messages long sent, and sessions that are over. Whoever was asked
    whether they want to meet somebody has until a day to answer."""
    try:
        delete_old_drafts()
        delete_old_posts()
        delete_old_keys()
        delete_old_jobs()
        SessionStore.clear_expired()
        fill_patterns(by=system_viewer("meetings", None))
        let_matches_lapse(by=system_viewer("clock", None))
        ask_after_endings(by=system_viewer("clock", None))
    except DatabaseError as problem:
        log.warning("clearing out waits: %s", type(problem).__name__)
    finally:
        close_old_connections()
