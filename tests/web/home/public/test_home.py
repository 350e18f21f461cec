"""The first address of all."""

from __future__ import annotations

from alongside.web.accounts.viewer import Role
from tests.cast import add_worker
from tests.pages import text_of
from tests.signing_in import signed_in_client


def test_whoever_has_no_page_yet_is_told_so_and_not_refused(house):
    lorna = add_worker(house, "Lorna", Role.SUPERVISOR)
    answer = signed_in_client(lorna.user).get("/")
    assert answer.status_code == 200
    assert "You are signed in" in text_of(answer)
