"""Queueing and running jobs.

A job's effect and its "done" share one transaction. A job that leaves the database (a message)
is marked `sending` and committed before it goes, with its key as idempotency key, and no
transaction is open while it goes; if the worker dies in between, or the line breaks, it becomes
`unsure`, so nothing is silently sent twice. What is given up, `unsure` or `failed`, is told to
whoever asked for it by the kind's `given_up`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet

from alongside.web.clock import now
from alongside.web.jobs.models import Job

LEASE = timedelta(minutes=5)
MOST_TRIES = 5
DONE_KEPT_FOR = timedelta(days=30)


class MayHaveGone(Exception):
    """Raised by a handler that cannot know whether its message was taken."""


class LeaseLost(Exception):
    """Another worker took the job over: what this one did is undone."""


Handler = Callable[[Mapping[str, Any], str], None]
"""Takes the work and the idempotency key."""

GivenUp = Callable[[Mapping[str, Any], bool], None]
"""Takes the work, and whether it may have gone all the same. Shares the job's transaction."""

_handlers: dict[str, Handler] = {}
_given_up: dict[str, GivenUp] = {}


def handle(kind: str, handler: Handler, *, given_up: GivenUp) -> None:
    """Name the handler of a kind of job and who hears of what is given up. Only `config` calls
    this."""
    _handlers[kind] = handler
    _given_up[kind] = given_up


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
    for job in stranded.filter(leaves_database=True):
        _give_up(job, Job.State.UNSURE, "May have been sent")
    again = stranded.filter(leaves_database=False)
    for job in again.filter(tries__gte=MOST_TRIES):
        _give_up(job, Job.State.FAILED, "Never finished")
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
        _give_up(job, Job.State.UNSURE, str(trouble))
        return 0
    except LeaseLost:
        return 0
    return 1


def _held(job: Job) -> QuerySet[Job]:
    """The job, while no other worker has taken it over or given it up."""
    return Job.objects.filter(pk=job.pk, tries=job.tries, state=Job.State.SENDING)


def _finish(job: Job) -> None:
    if not _held(job).update(state=Job.State.DONE, done_at=now(), leased_until=None):
        raise LeaseLost


def _try_later(job: Job, trouble: str) -> None:
    if job.tries >= MOST_TRIES:
        _give_up(job, Job.State.FAILED, trouble)
        return
    _held(job).update(
        state=Job.State.WAITING,
        due_at=now() + timedelta(minutes=2**job.tries),
        leased_until=None,
        trouble=trouble,
    )


@transaction.atomic
def _give_up(job: Job, state: Job.State, trouble: str) -> None:
    """It is not tried again, and whoever asked for it is told: both or neither, and once."""
    given_up = _held(job).update(state=state, leased_until=None, trouble=trouble)
    if given_up and job.kind in _given_up:
        _given_up[job.kind](job.work, state == Job.State.UNSURE)


def mark_gone(kind: str) -> int:
    """What waits counts as done and nothing leaves: the past of a demo sends no letters. Returns
    how many."""
    waits = Job.objects.filter(kind=kind, state=Job.State.WAITING)
    return waits.update(state=Job.State.DONE, done_at=now())


def delete_old_jobs() -> int:
    """Jobs done a month ago: what was in a message is then nobody's business here any more.
    Returns how many went."""
    return Job.objects.filter(state=Job.State.DONE, done_at__lt=now() - DONE_KEPT_FOR).delete()[0]
