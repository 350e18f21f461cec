"""`alongside --version` says what `pyproject.toml` says."""

import tomllib
from pathlib import Path

import pytest

from alongside.cli import main

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    version = tomllib.loads(PROJECT.read_text())["project"]["version"]
    assert capsys.readouterr().out == f"alongside {version}\n"
