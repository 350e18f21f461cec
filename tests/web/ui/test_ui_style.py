"""The style sheet keeps the promises of the look: contrast, size, stillness, nothing inline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import alongside.web.ui as ui

FOLDER = Path(ui.__file__).parent
SHEET = (FOLDER / "static/ui/alongside.css").read_text(encoding="utf-8")
TEMPLATES = sorted((FOLDER / "jinja2").rglob("*.jinja"))
WASHES = ["wash", "wash-damson", "wash-moss", "wash-gorse", "wash-brick", "wash-slate"]
PAIRS = [
    ("ink", "ground"),
    ("ink", "paper"),
    *[("ink", wash) for wash in [*WASHES, "wash-bracken"]],
    ("ink-2", "ground"),
    ("ink-2", "paper"),
    ("ink-2", "wash"),
    ("ink-2", "wash-gorse"),
    ("ink-2", "wash-damson"),
    ("ink-2", "wash-moss"),
    ("damson", "ground"),
    ("damson", "paper"),
    ("damson", "wash"),
    ("damson", "wash-damson"),
    ("damson", "wash-moss"),
    ("damson", "wash-gorse"),
    ("damson-deep", "ground"),
    ("damson-deep", "paper"),
    ("on-damson", "damson"),
    ("on-damson", "damson-deep"),
    ("on-bar", "bar"),
    ("moss", "paper"),
    ("moss", "wash-moss"),
    ("on-moss", "moss"),
    ("gorse-ink", "wash-gorse"),
    ("brick", "paper"),
    ("brick", "ground"),
    ("brick", "wash-brick"),
    ("slate", "wash-slate"),
    ("bracken", "paper"),
]


def tokens(dark: bool) -> dict[str, str]:
    """The colours in force: dark ones stand upon the light ones."""
    light_part, dark_part = SHEET.split("@media (prefers-color-scheme: dark)", 1)
    dark_part = dark_part.split("/* Type */", 1)[0]
    text = light_part + (dark_part if dark else "")
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", text))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    lit = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * lit[0] + 0.7152 * lit[1] + 0.0722 * lit[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=[f"{a} on {b}" for a, b in PAIRS])
def test_every_text_pair_reaches_seven_to_one(text, ground, dark):
    colours = tokens(dark)
    assert contrast(colours[text], colours[ground]) >= 7


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["ground", "paper"])
def test_edges_of_fields_reach_three_to_one(ground, dark):
    colours = tokens(dark)
    assert contrast(colours["line-strong"], colours[ground]) >= 3


def test_the_measure_itself_is_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_sheet_is_light():
    assert len(SHEET.encode()) <= 32 * 1024


def test_nothing_moves():
    assert not re.search(r"transition|animation|@keyframes|scroll-behavior", SHEET)


def test_nothing_is_shadow_or_gradient():
    shadows = re.findall(r"box-shadow: ([^;]+);", SHEET)
    assert set(shadows) <= {"none", "0 0 0 6px var(--halo)"}
    assert "gradient" not in SHEET


def test_type_is_never_under_sixteen_pixels_on_screen():
    screen = SHEET.split("@media print", 1)[0]
    sizes = [float(size) for size in re.findall(r"font-size: ([0-9.]+)rem", screen)]
    assert sizes
    assert min(sizes) >= 1


def test_every_custom_property_used_is_set():
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", SHEET))
    assert used <= set(re.findall(r"--([a-z0-9-]+):", SHEET))


def test_fonts_come_from_us_and_exist():
    addresses = re.findall(r'url\("([^"]+)"\)', SHEET)
    assert addresses
    for address in addresses:
        assert (FOLDER / "static/ui" / address).is_file(), address
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "static/ui/fonts/OFL.txt").read_text()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_carry_no_inline_style_or_script(template):
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
