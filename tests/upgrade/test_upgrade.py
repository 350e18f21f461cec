"""Every release's database comes up to now on the engine of this phase, with all that was in it.

Before the first release there is `now`: a database that this version makes itself.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.upgrade.comparing import changes_after, differences, numbers
from tests.upgrade.dumping import read_text
from tests.upgrade.kept import DUMPS, EMBEDDED, HERE, ROOT, upgraded, write_release

ENGINE = os.environ.get("ALONGSIDE_DATABASE_ENGINE", EMBEDDED)
RELEASES = sorted((path.parent.name for path in HERE.glob("*/facts.toml")), key=numbers)
NOW = "now"
STAFF = {"bo", "dan", "mo", "ada"}


@pytest.fixture(scope="module", params=RELEASES or [NOW])
def release(request, tmp_path_factory) -> Path:
    if request.param != NOW:
        return HERE / request.param
    work = tmp_path_factory.mktemp("now")
    moment = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
    write_release(work / NOW, NOW, [ENGINE], moment, 2, work)
    return work / NOW


@pytest.fixture(scope="module")
def told(release, tmp_path_factory):
    return upgraded(release, ENGINE, tmp_path_factory.mktemp("upgrade"))


def test_every_row_is_there_with_all_that_was_written_in_it(release, told):
    changes = [] if release.name == NOW else changes_after(release.name)
    then, now = told["then"]["tables"], told["now"]["tables"]
    assert sum(table["rows"] for table in then.values()) > 100
    assert not differences(then, now, ENGINE, changes)


def test_sealed_words_open_with_the_keys_beside_them(release, told):
    changes = [] if release.name == NOW else changes_after(release.name)
    changed = {(one["table"], column) for one in changes for column in one.get("columns", ())}
    words = [w for w in told["then"]["opened"] if (w["table"], w["column"]) not in changed]
    assert {"people_person", "people_referral"} <= {word["table"] for word in words}
    assert not [word for word in words if word not in told["now"]["opened"]]
    sealed = read_text(release / DUMPS[ENGINE])
    assert not [word for word in words if len(word["text"]) > 8 and word["text"] in sealed]


def test_nothing_is_left_to_migrate_and_the_log_still_refuses_change(told):
    assert told["now"]["waiting"] == []
    assert "No changes detected" in told["now"]["missing"]
    assert told["now"]["log_refuses"]


def test_everybody_signs_in_and_their_pages_answer(told):
    pages = told["now"]["pages"]
    assert {name.split()[0] for name in pages} >= STAFF
    assert len(pages) > 30
    assert {name: status for name, status in pages.items() if status != 200} == {}


def test_a_dump_names_no_machine_and_no_owner(release):
    text = read_text(release / DUMPS[ENGINE])
    here = [str(ROOT), str(Path.home()), "/tmp/", "OWNER TO", "GRANT ", "\\connect"]
    assert not [word for word in here if len(word) > 3 and word in text]
