"""Making the demo's folder, keys and settings, before Django reads them."""

from __future__ import annotations

from pathlib import Path

from alongside.tables.datafile import read_datafile
from alongside.web.vault.keys import DATABASE_FILE, make_keys

SHEET = "recovery-sheet.txt"
MAIL = "mail"
SETTINGS_FILE = "alongside.toml"
SETTINGS = """\
# The settings of a demo: nothing but invented people may be kept in this folder.
demo = true
insecure = true  # plain HTTP, for this computer only

[mail]
folder = "mail"  # letters are laid here instead of being sent
"""


class DemoProblem(Exception):
    """The demo cannot go on. The text says why and what to do."""


def prepare_folder(data: Path) -> None:
    """Make what a demo needs in `data`; leave a folder alone that is somebody's real service."""
    settings = data / SETTINGS_FILE
    if settings.exists():
        if not read_datafile(settings).flag("demo", default=False):
            raise DemoProblem(not_a_demo(data))
    elif (data / DATABASE_FILE).exists():
        raise DemoProblem(not_a_demo(data))
    try:
        make_keys(data, data / SHEET)
        (data / MAIL).mkdir(mode=0o700, exist_ok=True)
        if not settings.exists():
            settings.write_text(SETTINGS, encoding="utf-8")
    except OSError as problem:
        raise DemoProblem(
            f"The demo's folder {data} cannot be written: {problem.strerror}. "
            "Name another with --data DIR."
        ) from problem


def not_a_demo(data: Path) -> str:
    return (
        f"{data} holds a service that is not a demo, so the demo leaves it alone. "
        "Name another folder with --data DIR."
    )
