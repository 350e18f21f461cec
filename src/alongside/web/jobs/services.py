"""Queueing and running jobs.

A job's effect and its "done" share one transaction. A job that leaves the database (a message)
is marked `sending` and committed before it goes, with its key as idempotency key, and no
transaction is open while it goes; if the worker dies in between, or the line breaks, it becomes
`unsure` and a person is asked, so nothing is silently sent twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet

from alongside.web.clock import now
from alongside.web.jobs.models import Job

LEASE = timedelta(minutes=5)
MOST_TRIES = 5


class MayHaveGone(Exception):
    """Raised by a handler that cannot know whether its message was taken."""


class LeaseLost(Exception):
    """Another worker took the job over: what this one did is undone."""


Handler = Callable[[Mapping[str, Any], str], None]
"""Takes the work and the idempotency key."""

_handlers: dict[str, Handler] = {}


def handle(kind: str, handler: Handler) -> None:
    """Name the handler of a kind of job. Only `config` calls this."""
    _handlers[kind] = handler


@contextmanager
def handled_by(kind: str, handler: Handler) -> Iterator[None]:
    """Within this block another handler takes the kind: the demo's past sends no letters."""
    usual = _handlers.get(kind)
    _handlers[kind] = handler
    try:
        yield
    finally:
        if usual is None:
            del _handlers[kind]
        else:
            _handlers[kind] = usual


def queue_job(
    *,
    organisation: UUID,
    kind: str,
    key: str,
    work: Mapping[str, Any],
    leaves_database: bool = False,
) -> None:
    """Queue a job once: a second one with the same key is ignored."""
    if Job.objects.filter(key=key).exists():
        return
    job = Job(
        organisation=organisation,
        kind=kind,
        key=key,
        work=dict(work),
        leaves_database=leaves_database,
    )
    with suppress(IntegrityError), transaction.atomic():  # another queued it just now
        job.save(force_insert=True)


def run_due_jobs(most: int = 100) -> int:
    """Run what is due, oldest first. Returns how many were done."""
    done = 0
    mark_stranded_jobs()
    for _ in range(most):
        job = _claim()
        if job is None:
            return done
        done += _run(job)
    return done


def mark_stranded_jobs() -> None:
    """A lease that ran out: a message may have gone, so a person decides; other work is redone."""
    stranded = Job.objects.filter(state=Job.State.SENDING, leased_until__lt=now())
    stranded.filter(leaves_database=True).update(
        state=Job.State.UNSURE, trouble="May have been sent"
    )
    again = stranded.filter(leaves_database=False)
    again.filter(tries__gte=MOST_TRIES).update(state=Job.State.FAILED, trouble="Never finished")
    again.filter(tries__lt=MOST_TRIES).update(state=Job.State.WAITING, leased_until=None)


def _claim() -> Job | None:
    with transaction.atomic():
        free = Q(leased_until__isnull=True) | Q(leased_until__lt=now())
        job = (
            Job.objects.select_for_update(skip_locked=True)
            .filter(free, state=Job.State.WAITING, due_at__lte=now())
            .order_by("due_at", "id")
            .first()
        )
        if job is None:
            return None
        Job.objects.filter(pk=job.pk).update(
            state=Job.State.SENDING, leased_until=now() + LEASE, tries=F("tries") + 1
        )
    job.refresh_from_db()
    return job


def _run(job: Job) -> int:
    handler = _handlers[job.kind]
    try:
        if job.leaves_database:
            handler(job.work, job.key)
            _finish(job)
        else:
            with transaction.atomic():
                handler(job.work, job.key)
                _finish(job)
    except OSError as trouble:  # the outside did not take it: mail server, network, disk
        _try_later(job, type(trouble).__name__)
        return 0
    except MayHaveGone as trouble:
        _held(job).update(state=Job.State.UNSURE, leased_until=None, trouble=str(trouble))
        return 0
    except LeaseLost:
        return 0
    return 1


def _held(job: Job) -> QuerySet[Job]:
    """The job, while no other worker has taken it over."""
    return Job.objects.filter(pk=job.pk, tries=job.tries)


def _finish(job: Job) -> None:
    if not _held(job).update(state=Job.State.DONE, done_at=now(), leased_until=None):
        raise LeaseLost


def _try_later(job: Job, trouble: str) -> None:
    last = job.tries >= MOST_TRIES
    _held(job).update(
        state=Job.State.FAILED if last else Job.State.WAITING,
        due_at=now() + timedelta(minutes=2**job.tries),
        leased_until=None,
        trouble=trouble,
    )
