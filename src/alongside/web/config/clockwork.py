"""The clock of the web process: it sends what is due, so that nobody runs a second program."""

from __future__ import annotations

import logging
import time
from threading import Thread

from django.db import DatabaseError, close_old_connections

from alongside.web.jobs.services import run_due_jobs

EVERY_SECONDS = 3

log = logging.getLogger("alongside.jobs")


def start_clock() -> None:
    Thread(target=_keep_ticking, name="clock", daemon=True).start()


def _keep_ticking() -> None:
    while True:
        time.sleep(EVERY_SECONDS)
        tick()


def tick() -> None:
    """Run what is due. A database that is busy or away is asked again at the next tick."""
    try:
        run_due_jobs()
    except DatabaseError as problem:
        log.warning("jobs wait: %s", type(problem).__name__)
    finally:
        close_old_connections()
