"""An address with a letter missing leads to a kind page, not to a wall."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_an_address_that_leads_nowhere(world, open_service, device):
    guest = world.visitor(device, scripted=device == "desktop")
    guest.opens("/s/no-such-service/")
    guest.sees("116 123")
    guest.presses("Wendlewick")


def test_quick_exit_is_a_plain_link_without_script(world, open_service):
    guest = world.visitor("phone", scripted=False)
    guest.opens("/")
    assert guest.leads_to("Exit this page") == "https://www.example.org/weather"
