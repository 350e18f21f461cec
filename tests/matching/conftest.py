"""The engine stands alone: importing Django here fails."""

import sys

import pytest


@pytest.fixture(autouse=True)
def no_django(monkeypatch):
    monkeypatch.setitem(sys.modules, "django", None)
