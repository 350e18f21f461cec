"""Every test of the vault has a data folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from alongside.web.vault.keys import forget_keys, make_keys


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch, settings) -> Path:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    folder = tmp_path / "a data folder"
    make_keys(folder, folder / "recovery-sheet.txt")
    settings.DATA = folder
    yield folder
    forget_keys()
