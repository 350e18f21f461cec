"""The worker process of a demo stops when its parent says so, or when its parent is gone."""

from __future__ import annotations

import os
import signal
import time
from threading import Thread


def stop_only_with_parent() -> None:
    """Leave the terminal's group: Ctrl-C then reaches the parent alone, which ends us once.

    A worker that is told twice in the same moment may hang in the server's own code.
    """
    os.setpgid(0, 0)
    Thread(target=_stop_when_alone, args=(os.getppid(),), name="parent", daemon=True).start()


def _stop_when_alone(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGKILL)
