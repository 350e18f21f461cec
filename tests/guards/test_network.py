"""The tests themselves stay on this machine."""

from __future__ import annotations

import socket

import pytest

from tests.conftest import OutsideThisMachine


def test_a_test_cannot_reach_another_machine():
    with socket.socket() as outward, pytest.raises(OutsideThisMachine):
        outward.connect(("192.0.2.1", 80))  # an address reserved for documentation
