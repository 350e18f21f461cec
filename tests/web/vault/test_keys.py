"""Keys are made once, read back whole, and shown to nobody."""

from __future__ import annotations

import pickle
import subprocess
import sys
import traceback

import pytest

from alongside.web.vault.keys import (
    KEY_FILES,
    KeyProblem,
    add_field_key,
    forget_keys,
    keys_folder,
    load_keys,
    make_keys,
    secret_key,
)
from alongside.web.vault.sheet import SheetProblem, public_of, read_sheet


def contents(data):
    return {name: (keys_folder(data) / name).read_text() for name in KEY_FILES}


def test_only_the_owner_may_read_the_key_files(data):
    assert keys_folder(data).stat().st_mode & 0o777 == 0o700
    for name in KEY_FILES:
        assert (keys_folder(data) / name).stat().st_mode & 0o777 == 0o600
    assert (data / "recovery-sheet.txt").stat().st_mode & 0o777 == 0o600


def test_keys_are_never_made_over(data):
    before = contents(data), (data / "recovery-sheet.txt").read_text()
    assert make_keys(data, data / "recovery-sheet.txt").text is None
    assert (contents(data), (data / "recovery-sheet.txt").read_text()) == before


def test_two_folders_have_different_keys(data, tmp_path):
    make_keys(tmp_path / "other")
    ours, theirs = contents(data), contents(tmp_path / "other")
    assert not set(ours.values()) & set(theirs.values())


def test_a_folder_with_a_database_is_not_given_a_new_key(data):
    (data / "alongside.db").write_bytes(b"something")
    (keys_folder(data) / "database.key").unlink()
    with pytest.raises(KeyProblem, match=r"database\.key is missing"):
        make_keys(data)


def test_the_private_key_is_on_the_sheet_and_nowhere_else(data):
    private = read_sheet(data / "recovery-sheet.txt")
    assert public_of(private) == load_keys(data).backup_public
    assert private.private_bytes_raw().hex() not in "".join(contents(data).values())


def test_without_a_path_the_sheet_is_only_returned(tmp_path):
    sheet = make_keys(tmp_path / "fresh")
    (tmp_path / "typed.txt").write_text(sheet.text)
    assert public_of(read_sheet(tmp_path / "typed.txt")) == (
        load_keys(tmp_path / "fresh").backup_public
    )
    assert sheet.text not in repr(sheet)
    assert not list((tmp_path / "fresh").glob("*.txt"))


def test_a_start_cut_short_after_the_sheet_keeps_that_sheet(data):
    public = load_keys(data).backup_public
    (keys_folder(data) / "backup.public").unlink()
    make_keys(data, data / "recovery-sheet.txt")
    assert load_keys(data).backup_public == public


def test_the_sheet_may_be_typed_on_one_line_and_in_capitals(data, tmp_path):
    text = (data / "recovery-sheet.txt").read_text()
    key = "".join(text.split("Backup key:")[1].split("To check")[0].split())
    (tmp_path / "typed.txt").write_text(f"BACKUP KEY: {key.upper()}\n")
    assert public_of(read_sheet(tmp_path / "typed.txt")) == load_keys(data).backup_public


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Shopping list\n", "is not a recovery sheet"),
        ("Backup key:\n  abcd 1234\n", "should have 72 letters and digits"),
        ("Backup key:\n" + "0" * 72, "has a typing mistake"),
    ],
)
def test_a_wrong_sheet_is_explained(tmp_path, text, says):
    (tmp_path / "sheet.txt").write_text(text)
    with pytest.raises(SheetProblem, match=says):
        read_sheet(tmp_path / "sheet.txt")


@pytest.mark.parametrize("name", KEY_FILES)
@pytest.mark.parametrize("damage", ["missing", "short", "not hex", "bytes"])
def test_a_bad_key_file_is_named_and_its_content_is_not(data, name, damage):
    path = keys_folder(data) / name
    whole = path.read_text()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(
            {
                "short": whole[:-9].encode(),
                "not hex": whole.replace(whole[-9:], "zz\n").encode(),
                "bytes": b"\xff\xfe" + whole.encode(),
            }[damage]
        )
    forget_keys()
    with pytest.raises(KeyProblem) as caught:
        load_keys(data)
    told = "".join(traceback.format_exception(caught.value, chain=True))
    assert str(path) in str(caught.value)
    assert whole[-40:-10] not in told


def test_a_key_file_opened_to_others_is_closed_again(data):
    path = keys_folder(data) / "database.key"
    path.chmod(0o644)
    forget_keys()
    load_keys(data)
    assert path.stat().st_mode & 0o777 == 0o600


def test_keys_do_not_show_themselves(data):
    keys = load_keys(data)
    shown = repr(keys) + str(keys) + f"{keys.database}"
    for name in ("database.key", "lookup.key", "secret.key"):
        assert (keys_folder(data) / name).read_text().strip() not in shown
    assert keys.database.reveal().hex() not in shown
    assert repr(keys.database.reveal()) not in shown
    with pytest.raises(TypeError, match="never pickled"):
        pickle.dumps(keys.database)


def test_a_new_field_key_seals_and_the_old_one_still_unseals(data):
    old = load_keys(data)
    assert add_field_key(data) == 2
    new = load_keys(data)
    assert (old.field_key_id, new.field_key_id) == (1, 2)
    assert new.fields[1].reveal() == old.fields[1].reveal() != new.fields[2].reveal()


def test_a_new_folder_has_a_passing_secret_and_one_with_a_database_needs_its_own(data, tmp_path):
    assert secret_key(data) == load_keys(data).secret_key
    assert secret_key(tmp_path / "new") != secret_key(tmp_path / "new")
    assert not (tmp_path / "new").exists()
    (data / "alongside.db").write_bytes(b"something")
    (keys_folder(data) / "secret.key").unlink()
    forget_keys()
    with pytest.raises(KeyProblem, match=r"secret\.key is missing"):
        secret_key(data)


def test_systemd_may_hand_the_keys_over(data, tmp_path, monkeypatch):
    credentials = tmp_path / "credentials"
    keys_folder(data).rename(credentials)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    forget_keys()
    assert load_keys(data).database.reveal().hex() in (credentials / "database.key").read_text()
    make_keys(data)
    assert not (keys_folder(data) / "database.key").exists()


def test_programs_that_start_together_make_one_set_of_keys(tmp_path):
    script = (
        "import sys; from pathlib import Path; from alongside.web.vault.keys import *;"
        "p = Path(sys.argv[1]); make_keys(p, p / 'recovery-sheet.txt');"
        "print(load_keys(p).secret_key)"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "shared")],
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    said = {program.communicate(timeout=60)[0] for program in started}
    assert len(said) == 1
    assert all(program.returncode == 0 for program in started)
    assert public_of(read_sheet(tmp_path / "shared" / "recovery-sheet.txt")) == (
        load_keys(tmp_path / "shared").backup_public
    )
