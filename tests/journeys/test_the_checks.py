"""The checks of every page find what they are there to find, with scripts and without; and no
page was left out of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.guards.test_routes import routes
from tests.journeys.checks import Checks
from tests.journeys.visitor import DEVICES

FAULTY = """<!DOCTYPE html><html lang="en"><title>Robin at Wendlewick Commons</title>
<body class="person"><main><h1>Hello</h1><div style="width: 3000px">wide</div>
<img src="data:,"><p style="color: #ccc">pale</p><a href="/a/">More</a> <a href="/b/">More</a>
</main></body></html>"""
FOUND = [
    "scrolls sideways", "does not show the help lines", "the tab says", "the tab names",
    "links “More” lead to", "axe image-alt", "axe color-contrast",
]  # fmt: skip

NOT_LOOKED_AT = {
    # Only a redirect, only posted, or a file
    "account_login", "mfa_index", "mfa_list_webauthn", "mfa_login_webauthn", "figures_export",
    "set_up_rota_remove", "desk_rung", "outcomes_tables", "outcomes_rows",
    # The demo only
    "personas", "demo_mail", "components",
    # Looked at by the walks in sign_in/, or five minutes after signing in
    "mfa_add_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    # A page to which the package leads when a sign-in was closed on the way
    "account_inactive",
}  # fmt: skip


@pytest.mark.parametrize("scripted", [True, False])
def test_a_faulty_page_is_found_out(world, scripted):
    context = world.browser.new_context(**DEVICES["phone"], java_script_enabled=scripted)
    page = context.new_page()
    page.set_content(FAULTY)
    checks = Checks(service_names={"Wendlewick Commons"})
    checks.look_over(page, "phone", scripted)
    context.close()
    found = " ".join(checks.take_faults())
    assert [fault for fault in FOUND if fault not in found] == []


def test_every_page_was_looked_at(request, world):
    """Asked of a whole run only: of a few chosen walks nobody expects it."""
    here = Path(__file__).parent
    walked = {item.path for item in request.session.items}
    if not walked >= {path for path in here.rglob("test_*.py") if path.parent.name != "sign_in"}:
        return
    looked_at = {where.split(" ")[0] for where in world.checks.checked}
    named = {route.name for _, route in routes()}
    assert sorted(named - looked_at - NOT_LOOKED_AT) == []
    assert sorted(NOT_LOOKED_AT - (named - looked_at)) == []
    with_errors = {w.split(" ")[0] for w in world.checks.checked if w.endswith("with errors")}
    assert len(with_errors) > 25
    for device in ("phone", "desktop"):
        seen = {w.split(" ")[0] for w in world.checks.checked if f"on a {device}" in w}
        assert len(seen) > 25
