"""What `manage.py demo` makes, refuses and says."""

from __future__ import annotations

import socket

import pytest

from alongside.web.config.management.commands.demo import check, some_members
from alongside.web.demo.models import Mark
from alongside.web.demo.prepare import DemoProblem, prepare_folder
from alongside.web.demo.running import Wish, refuse_other_wishes
from alongside.web.demo.selectors import holds_a_real_service
from alongside.web.demo.services import begin_mark
from alongside.web.demo.serving import free_port, holding


def test_a_new_folder_gets_keys_sheet_settings_and_a_place_for_e_mails(tmp_path):
    prepare_folder(tmp_path / "new")
    names = {path.name for path in (tmp_path / "new").iterdir()}
    assert names == {"keys", "recovery-sheet.txt", "alongside.toml", "mail"}
    prepare_folder(tmp_path / "new")


def test_settings_that_are_not_a_demos_are_left_alone(tmp_path):
    (tmp_path / "alongside.toml").write_text("behind_proxy = true\n")
    with pytest.raises(DemoProblem, match="not a demo"):
        prepare_folder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["alongside.toml"]


def test_a_database_without_a_demos_settings_is_left_alone(tmp_path):
    (tmp_path / "alongside.db").write_bytes(b"x")
    with pytest.raises(DemoProblem, match="not a demo"):
        prepare_folder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["alongside.db"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DemoProblem, match="cannot be written"):
        prepare_folder(tmp_path / "file" / "demo")


def test_an_organisation_without_the_mark_is_real(db, house):
    assert holds_a_real_service()
    begin_mark(members=1, profile="standard", is_empty=False)
    assert not holds_a_real_service()


@pytest.mark.parametrize(
    ("wish", "named"),
    [
        ({"members": 12}, "--members"),
        ({"profile": "light"}, "--profile"),
        ({"empty": True}, "--empty"),
        ({"members": 12, "profile": "secure"}, "--members --profile"),
    ],
)
def test_another_demo_is_only_made_when_fresh_is_said(wish, named):
    mark = Mark(members=400, profile="standard", is_empty=False)
    with pytest.raises(DemoProblem, match=f"say {named} together with --fresh"):
        refuse_other_wishes(Wish(port=0, **wish), mark)


@pytest.mark.parametrize("wish", [{}, {"members": 400}, {"profile": "standard"}])
def test_the_same_demo_may_be_asked_for_again(wish):
    refuse_other_wishes(Wish(port=0, **wish), Mark(members=400, profile="standard", is_empty=False))


def test_an_empty_demo_has_nobody_to_count():
    with pytest.raises(DemoProblem, match="leave out"):
        check(Wish(port=0, empty=True, members=3))


@pytest.mark.parametrize("text", ["0", "-1", "x", "1.5", "999999"])
def test_a_number_of_people_is_a_number(text):
    from argparse import ArgumentTypeError

    with pytest.raises(ArgumentTypeError, match="whole number"):
        some_members(text)


def test_a_taken_port_is_named():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(DemoProblem, match=f"Port {port} is taken"):
            free_port(port)


def test_a_demo_that_is_served_is_not_made_anew(tmp_path):
    making = holding(tmp_path, alone=True)
    serving, serving_too = (holding(tmp_path, alone=False) for _ in range(2))
    with serving, serving_too, pytest.raises(DemoProblem, match="is in use"):
        making.__enter__()
    with holding(tmp_path, alone=True):
        pass
