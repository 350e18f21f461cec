"""The first page, the paper form and the facts pages: in dark colours and on paper."""

from __future__ import annotations

import pytest

LEFT_OUT = [".top-links", ".exit-row", ".button", ".help-open"]
PAGES = ["What we keep and why", "Accessibility", "Print the form", "I have a code"]


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_dark_colours_hold_on_every_public_page(world, open_service, device):
    guest = world.visitor(device, color_scheme="dark")
    guest.opens("/")
    dark = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
    assert max(guest.page.evaluate(dark)) < 90
    for name in PAGES:
        guest.presses(name)
        guest.goes_back()


def test_on_paper_the_help_lines_stand_and_buttons_do_not(world, open_service):
    guest = world.visitor("desktop")
    guest.opens("/")
    guest.page.emulate_media(media="print")
    guest.sees("We are not a crisis service", "116 123")
    for part in LEFT_OUT:
        assert not guest.page.locator(part).first.is_visible(), f"{part} is printed"
    guest.page.emulate_media(media="screen")
    guest.presses("Print the form")
    guest.page.emulate_media(media="print")
    guest.sees("What should we call you?", "We are not a crisis service", "116 123")
    assert len(guest.page.pdf(format="A4")) > 10_000
