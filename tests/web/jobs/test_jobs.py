"""Work to be done later: once a key, by one worker, with its effect or not at all."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction

from alongside.web.clock import now, pretend
from alongside.web.jobs import services as jobs
from alongside.web.jobs.models import Job
from alongside.web.jobs.services import MayHaveGone, queue_job, run_due_jobs

pytestmark = pytest.mark.django_db
US = uuid4()


@pytest.fixture
def done(monkeypatch):
    """A handler that notes what it did, or does what a test asks of it first."""
    seen = []

    def work(content, key):
        if content.get("first"):
            TRICKS[content["first"]]()
        seen.append(key)

    monkeypatch.setitem(jobs._handlers, "note", work)
    return seen


class Stop(Exception):
    """The worker is killed."""


def killed():
    raise Stop


def line_down():
    raise ConnectionRefusedError("mail server is down")


def line_broke():
    raise MayHaveGone("TimeoutError")


TRICKS = {"killed": killed, "line_down": line_down, "line_broke": line_broke}


def queue(key="one", *, first="", leaves=False):
    queue_job(
        organisation=US, kind="note", key=key, work={"first": first, "words": "moth wings"},
        leaves_database=leaves,
    )  # fmt: skip


def state(key="one"):
    return Job.objects.get(key=key).state


def test_a_job_is_queued_once_a_key_and_done_once(done):
    queue()
    queue()
    assert Job.objects.count() == 1
    assert run_due_jobs() == 1
    queue()
    assert run_due_jobs() == 0
    assert done == ["one"]
    assert state() == "done"


def test_jobs_are_done_in_the_order_in_which_they_fell_due(done):
    start = now()
    for minutes, key in ((3, "late"), (1, "early"), (2, "middle")):
        with pretend(start - timedelta(minutes=10 - minutes)):
            queue(key)
    run_due_jobs()
    assert done == ["early", "middle", "late"]


def test_a_job_that_is_not_due_waits(done):
    with pretend(now() + timedelta(hours=1)):
        queue()
    assert run_due_jobs() == 0
    assert state() == "waiting"


def test_the_work_is_sealed_at_rest(done):
    queue()
    with connection.cursor() as cursor:
        cursor.execute("SELECT work FROM jobs_job")
        assert "moth" not in str(cursor.fetchone()[0])


def test_a_leased_job_is_left_to_its_worker(done):
    queue()
    job = jobs._claim()
    assert (job.state, job.tries) == ("sending", 1)
    assert jobs._claim() is None
    assert run_due_jobs() == 0
    with pretend(now() + jobs.LEASE - timedelta(seconds=1)):
        assert run_due_jobs() == 0
    assert done == []


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_with_a_message_leaves_it_unsure_and_never_sends_it_again(done):
    queue(first="killed", leaves=True)
    with pytest.raises(Stop):
        run_due_jobs()
    assert state() == "sending"
    for hours in (1, 2, 48):
        with pretend(now() + timedelta(hours=hours)):
            assert run_due_jobs() == 0
    assert state() == "unsure"
    assert Job.objects.get().trouble == "May have been sent"
    assert done == []


@pytest.mark.django_db(transaction=True)
def test_other_work_of_a_killed_worker_is_done_again(done, monkeypatch):
    queue(first="killed")
    with pytest.raises(Stop):
        run_due_jobs()
    monkeypatch.setitem(TRICKS, "killed", lambda: None)
    assert run_due_jobs() == 0  # still leased
    with pretend(now() + jobs.LEASE + timedelta(seconds=1)):
        assert run_due_jobs() == 1
    assert done == ["one"]


@pytest.mark.django_db(transaction=True)
def test_work_that_kills_every_worker_is_given_up(done):
    queue(first="killed")
    moment = now()
    for _ in range(jobs.MOST_TRIES):
        with pretend(moment), pytest.raises(Stop):
            run_due_jobs()
        moment += jobs.LEASE + timedelta(seconds=1)
    with pretend(moment):
        assert run_due_jobs() == 0
    assert state() == "failed"


@pytest.mark.parametrize("leaves", [True, False])
def test_trouble_outside_is_tried_again_later_and_later_and_given_up_after_five(done, leaves):
    queue(first="line_down", leaves=leaves)
    moment, waits = now(), []
    for _ in range(jobs.MOST_TRIES):
        assert state() == "waiting"
        with pretend(moment):
            assert run_due_jobs() == 0
        due_at = Job.objects.get().due_at
        waits.append((due_at - moment).total_seconds() / 60)
        with pretend(due_at - timedelta(seconds=1)):
            tries = Job.objects.get().tries
            run_due_jobs()
            assert Job.objects.get().tries == tries  # not before its time
        moment = due_at + timedelta(seconds=1)
    assert waits[:-1] == [2, 4, 8, 16]  # after the last there is nothing to wait for
    assert state() == "failed"
    assert Job.objects.get().trouble == "ConnectionRefusedError"
    with pretend(moment + timedelta(days=30)):
        assert run_due_jobs() == 0
    assert done == []


def test_one_troubled_job_does_not_hold_up_the_others(done):
    queue("bad", first="line_down")
    queue("good")
    assert run_due_jobs() == 1
    assert (state("bad"), state("good")) == ("waiting", "done")


def test_a_message_that_may_have_gone_is_left_to_a_person(done):
    queue(first="line_broke", leaves=True)
    assert run_due_jobs() == 0
    assert state() == "unsure"
    with pretend(now() + timedelta(days=2)):
        assert run_due_jobs() == 0
    assert done == []


@pytest.fixture
def told(monkeypatch):
    """What is given up, and whether it may have gone all the same."""
    seen = []
    monkeypatch.setitem(
        jobs._given_up, "note", lambda work, may_have_gone: seen.append(may_have_gone)
    )
    return seen


def test_what_may_have_gone_is_told_once(done, told):
    queue(first="line_broke", leaves=True)
    for _ in range(2):
        run_due_jobs()
    assert told == [True]


def test_what_never_went_is_told_at_the_last_try(done, told):
    queue(first="line_down", leaves=True)
    run_due_jobs()
    assert told == []
    Job.objects.update(tries=jobs.MOST_TRIES - 1, due_at=now())
    run_due_jobs()
    assert told == [False]


def test_a_message_whose_worker_died_is_told_once(done, told):
    queue(leaves=True)
    jobs._claim()
    with pretend(now() + jobs.LEASE + timedelta(seconds=1)):
        for _ in range(2):
            jobs.mark_stranded_jobs()
    assert told == [True]
    assert done == []


def test_giving_up_and_telling_stay_or_go_together(done, monkeypatch):
    monkeypatch.setitem(jobs._given_up, "note", lambda *_: killed())
    queue(first="line_broke", leaves=True)
    with pytest.raises(Stop):
        run_due_jobs()
    assert state() == "sending"


@pytest.mark.django_db(transaction=True)
def test_effect_and_done_stay_or_go_together(done, monkeypatch):
    """The effect is another row; the fault comes after it, before the job is done."""
    queue("effect of nothing")
    run_due_jobs()

    def effect_then_fault(content, key):
        queue("effect")
        raise OSError

    monkeypatch.setitem(jobs._handlers, "note", effect_then_fault)
    queue()
    run_due_jobs()
    assert not Job.objects.filter(key="effect").exists()
    assert state() == "waiting"


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_lost_its_lease_undoes_its_effect(done, monkeypatch):
    def slow(content, key):
        queue("effect")
        Job.objects.filter(key="one").update(tries=2)  # another worker took it over meanwhile

    monkeypatch.setitem(jobs._handlers, "note", slow)
    queue()
    with pretend(now()):
        assert jobs._run(jobs._claim()) == 0
    assert not Job.objects.filter(key="effect").exists()
    assert state() == "sending"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("leaves", "inside"), [(True, False), (False, True)])
def test_no_transaction_is_open_while_a_message_goes_out(monkeypatch, leaves, inside):
    seen = []
    monkeypatch.setitem(jobs._handlers, "note", lambda *_: seen.append(connection.in_atomic_block))
    queue(leaves=leaves)
    assert run_due_jobs() == 1
    assert seen == [inside]


def test_a_job_queued_in_a_deed_that_fails_is_never_done(done):
    with pytest.raises(Stop), transaction.atomic():
        queue()
        raise Stop
    assert run_due_jobs() == 0
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_do_the_same_job(done):
    total = 12
    for number in range(total):
        queue(f"job {number}")
    both_ready = threading.Barrier(2)
    counts, troubles = [], []

    def worker():
        try:
            both_ready.wait(10)
            counts.append(run_due_jobs())
        except Exception as trouble:  # told below, in the test's own thread
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert troubles == []
    assert sum(counts) == total
    assert sorted(done) == sorted(f"job {number}" for number in range(total))
    assert set(Job.objects.values_list("tries", flat=True)) == {1}


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_not_wait_for_a_job_that_another_is_taking(done, on_postgresql):
    if not on_postgresql:  # one writer at a time there: nothing to pass by
        return
    with pretend(now() - timedelta(minutes=1)):
        queue("held")
    queue("free")
    held, let_go = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Job.objects.select_for_update().get(key="held")
            held.set()
            let_go.wait(10)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(10)
    try:
        assert run_due_jobs() == 1
        assert done == ["free"]
    finally:
        let_go.set()
        thread.join(10)


def test_what_was_done_goes_after_a_month_and_what_failed_stays(done):
    queue("done")
    run_due_jobs()
    queue("waits")
    with pretend(now() + timedelta(days=31)):
        assert jobs.delete_old_jobs() == 1
    assert list(Job.objects.values_list("key", flat=True)) == ["waits"]
