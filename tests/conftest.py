"""No test reaches beyond this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from ipaddress import ip_address

import pytest


class OutsideThisMachine(RuntimeError):
    """A test tried to reach another machine."""


def _stays_here(address: object) -> bool:
    if not isinstance(address, tuple):  # a socket file
        return True
    host = str(address[0])
    if host in ("localhost", ""):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def only_this_machine() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            real = getattr(socket.socket, name)

            def guarded(self, address, real=real):
                if not _stays_here(address):
                    raise OutsideThisMachine(str(address))
                return real(self, address)

            patch.setattr(socket.socket, name, guarded)
        yield
