"""Every data file that the site reads at its start: a broken one stops it and says where."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from alongside.tables.datafile import DataFileError, read_datafile
from alongside.web.accounts import profiles
from alongside.web.config.startup import read_everything
from alongside.web.people import wordings, working_days
from alongside.web.safety import clocks as concern_clocks
from alongside.web.safety import places
from alongside.web.support import clocks as match_clocks
from alongside.web.support import kinds_of_work, wishes
from alongside.web.ui import words


@dataclass(frozen=True)
class Shipped:
    module: object
    constant: str
    read: Callable[[], object]

    @property
    def path(self) -> Path:
        return getattr(self.module, self.constant)


FILES = {
    "labels": Shipped(words, "STANDARD_FILE", words.standard_terms),
    "profiles": Shipped(profiles, "FILE", profiles.profiles),
    "crisis contacts": Shipped(places, "FILE", places.places),
    "holidays": Shipped(working_days, "HOLIDAYS", working_days.holidays),
    "clocks": Shipped(working_days, "CLOCKS", working_days.clocks),
    "consent wordings": Shipped(wordings, "CONSENTS", wordings.wordings),
    "match clocks": Shipped(match_clocks, "CLOCKS", match_clocks.clocks),
    "kinds of work": Shipped(kinds_of_work, "FILE", kinds_of_work.kinds_of_work),
    "wishes": Shipped(wishes, "WISHES", wishes.wish_kinds),
    "concern clocks": Shipped(concern_clocks, "FILE", concern_clocks.concern_clocks),
    "messages": Shipped(wordings, "MESSAGES", wordings.message_wordings),
}

# What is broken: a text that is there, what stands there instead, and words of the complaint.
BREAKS = [
    ("labels", 'many = "members"\n', "", "'many' is missing"),
    ("labels", 'one = "member"', "one = 3", "'one' is a whole number"),
    ("labels", 'one = "member"', 'one = ""', "'one' is blank"),
    ("labels", "[[term]]", "[[term", "not valid TOML"),
    ("profiles", "ready = true", 'ready = "yes"', "'ready' is words"),
    ("profiles", 'key = "standard"\n', "", "'key' is missing"),
    ("profiles", "missing = []", "missing = 3", "'missing' is a whole number"),
    ("crisis contacts", 'way = "call"', 'way = "shout"', "'way' is 'shout'"),
    ("crisis contacts", 'number = "116 123"\n', "", "'number' is missing"),
    ("crisis contacts", '"Europe/London"', '"Europe/Londn"', "no time zone"),
    ("crisis contacts", 'key = "gb-eng"', 'key = "gb-sct"', "no [[place]] for 'gb-eng'"),
    ("crisis contacts", "checked_on = 2", 'checked_on = "2', "not valid TOML"),
    ("holidays", '"2026-04-03"', '"2026-02-30"', "'2026-02-30' is no day"),
    ("holidays", '"2026-04-03"', "20260403", "'days' is a list"),
    ("holidays", "read_on = 2", "read_on = 1.2 # 2", "'read_on' is a number"),
    ("clocks", "draft_days = 30", "draft_days = 0", "'draft_days' is 0"),
    ("clocks", "draft_days = 30", 'draft_days = "30"', "'draft_days' is words"),
    ("clocks", "draft_days = 30\n", "", "'draft_days' is missing"),
    ("consent wordings", 'purpose = "gp"', 'purpose = "dentist"', "'purpose' is 'dentist'"),
    ("consent wordings", 'purpose = "gp"', 'purpose = "record"', "no [[wording]] for 'gp'"),
    ("consent wordings", "{coordinator}", "{coordinater}", "{coordinater}"),
    ("consent wordings", 'version = "gp-1"\n', "", "'version' is missing"),
    ("match clocks", "answer_days = 7", "answer_days = 0", "'answer_days' is 0"),
    ("match clocks", "open_asks = 3\n", "", "'open_asks' is missing"),
    ("kinds of work", 'words = "Listened"', 'words = "Listened to {that}"', "{that}"),
    ("kinds of work", 'key = "company"', 'key = "listened"', "'key' is 'listened' twice"),
    ("kinds of work", '["reduce_isolation", "trust"]', '["trusst"]', "'roles' holds 'trusst'"),
    ("kinds of work", 'words = "Just company"\n', "", "'words' is missing"),
    ("wishes", "Speaks {it}", "Speaks {member} {that}", "{that}"),
    ("wishes", '"arabic | Arabic | Arabic"', '"arabic | Arabic"', "'arabic | Arabic' is no value"),
    ("wishes", "boundary = true", 'boundary = "yes"', "'boundary' is words"),
    ("wishes", 'asks = "Somebody who likes"', 'aks = "Somebody who likes"', "unknown key 'aks'"),
    ("concern clocks", "same_day_minutes = 120", "same_day_minutes = 0", "is 0"),
    ("concern clocks", '"17:00"', '"5pm"', "'5pm' is no time"),
    ("concern clocks", "pass_on_minutes = 15\n", "", "'pass_on_minutes' is missing"),
    ("messages", 'key = "still_waiting"', 'key = "waiting"', "'key' is 'waiting'"),
    ("messages", 'key = "still_waiting"', 'key = "acknowledged"', "no [[message]] for"),
    ("messages", "{reference}", "{referense}", "{referense}"),
    ("messages", 'subject = "A time to talk"\n', "", "'subject' is missing"),
]


@pytest.fixture(autouse=True)
def read_afresh():
    def forget():
        for file in FILES.values():
            file.read.cache_clear()

    forget()
    yield
    forget()


def broken(file: Shipped, old: str, new: str, folder: Path) -> tuple[Path, int]:
    """A copy with the fault, and the line on which it is."""
    text = file.path.read_text()
    assert old in text, f"{file.path.name} has changed: mend this test"
    copy = folder / file.path.name
    copy.write_text(text.replace(old, new, 1))
    return copy, text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(("name", "old", "new", "complaint"), BREAKS)
def test_a_broken_file_stops_the_start_with_file_line_and_mend(
    name, old, new, complaint, tmp_path, monkeypatch
):
    file = FILES[name]
    copy, line = broken(file, old, new, tmp_path)
    monkeypatch.setattr(file.module, file.constant, copy)
    with pytest.raises(DataFileError) as fault:
        read_everything()
    said = str(fault.value)
    assert complaint in said
    assert said.startswith(f"{copy}, line ")
    assert re.search(r"\. Mend: \S.+\.$", said)
    if new and "no [[" not in complaint:  # a list is told by its first line
        assert 0 <= line - fault.value.line <= 2


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_gone_stops_the_start(name, tmp_path, monkeypatch):
    file = FILES[name]
    monkeypatch.setattr(file.module, file.constant, tmp_path / "gone.toml")
    with pytest.raises(DataFileError, match="no such file"):
        read_everything()


def test_every_shipped_file_is_read_at_the_start():
    read_everything()
    web = Path(places.__file__).parents[1]
    shipped = {path for path in web.rglob("*.toml") if "demo" not in path.parts}
    assert shipped == {file.path for file in FILES.values()}


def test_every_file_says_who_checked_it_and_when_it_is_looked_at_again():
    for file in FILES.values():
        found = read_datafile(file.path)
        assert found.text("checked_by")
        assert found.date("next_review")
