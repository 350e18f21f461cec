"""A stranger gets in touch for herself, on a phone without script."""

from __future__ import annotations

import re


def test_robin_refers_herself_on_a_phone_without_script(world, robins_reference):
    assert re.fullmatch(r"[A-Z0-9]{3}-[A-Z0-9]{3}|[A-Z0-9-]{5,12}", robins_reference)
    assert "ROBIN" not in robins_reference.upper()
