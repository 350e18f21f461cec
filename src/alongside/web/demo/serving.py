"""The address of the demo and the web server behind it."""

from __future__ import annotations

import errno
import fcntl
import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from alongside.web.demo.prepare import DemoProblem
from alongside.web.ui.words import say

HOST = "127.0.0.1"
THREADS = 4
LONGEST_START, STOPS_WITHIN = 120, 3  # seconds


def free_port(wanted: int) -> int:
    """`wanted` if nobody listens there, any free port for 0; else a DemoProblem."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, wanted))
        except OSError as problem:
            raise DemoProblem(_why_not(wanted, problem)) from problem
        return int(trial.getsockname()[1])


def _why_not(port: int, problem: OSError) -> str:
    if problem.errno == errno.EADDRINUSE:
        return say(
            "Port {port} is taken by another program. Stop it, or choose another with --port.",
            port=port,
        )
    return say(
        "Port {port} cannot be used: {why}. Choose another with --port.",
        port=port,
        why=problem.strerror,
    )


@contextmanager
def holding(data: Path, *, alone: bool) -> Iterator[None]:
    """While a demo is made nobody else uses its folder; while it is served nobody makes it anew."""
    handle = os.open(data, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise DemoProblem(
                say(
                    "The demo in {data} is in use. Stop it first, or name another folder with "
                    "--data DIR.",
                    data=data,
                )
            ) from problem
        yield
    finally:
        os.close(handle)


def serve(target: str, port: int, *, when_up: Callable[[], None]) -> None:
    """Serve until Ctrl-C. `when_up` is called once, when the first request would be answered."""
    # A fresh process for the worker: a forked one would share our database file and our locks.
    multiprocessing.set_start_method("spawn", force=True)
    connections.close_all()
    Thread(target=_wait_until_up, args=(port, when_up), daemon=True).start()
    server = Granian(
        target,
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        workers_kill_timeout=STOPS_WITHIN,
        log_level=LogLevels.warning,
    )
    # A closed terminal stops the demo too; the server itself would start its worker again.
    server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    with suppress(KeyboardInterrupt):  # before the server has its own way of stopping
        server.serve()


def _wait_until_up(port: int, when_up: Callable[[], None]) -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until:
        if _answers(port):
            when_up()
            return
        time.sleep(0.05)


def _answers(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), timeout=5).close()
    except OSError:
        return False
    return True
