"""Bars and means: everything inside its drawing, nothing that does not fit, ids of their own."""

from __future__ import annotations

import pytest

from alongside.web.ui.bars import BarRow, IntervalRow, Piece, bars, intervals, wrapped
from alongside.web.ui.lanes import text_width

KINDS = [("better", "Better"), ("same", "About the same"), ("worse", "Worse")]
ROWS = [
    BarRow("All offers", "140 people", "All.", (
        Piece("better", 66, ("66 · 47 %", "66")), Piece("same", 70, ("70 · 50 %", "70")),
        Piece("worse", 4, ("4 · 3 %", "4")),
    )),
    BarRow("A very long name of something that people take part in here", "0 people", "None.",
           instead="Nobody yet"),
]  # fmt: skip


def test_pieces_are_as_wide_as_their_share_and_fill_the_bar():
    for drawing in bars("k", "A sentence", ROWS, KINDS):
        room = drawing.size.width - drawing.size.lane
        assert [round(140 * (block.width + 2) / room) for block in drawing.blocks] == [66, 70, 4]
        assert drawing.blocks[-1].x + drawing.blocks[-1].width <= drawing.size.width


def test_words_stand_only_where_they_fit():
    for drawing in bars("k", "A sentence", ROWS, KINDS):
        for block in drawing.blocks:
            if block.label:
                assert text_width(block.label.words, drawing.size.text, bold=True) < block.width
            if block.plate:
                assert block.plate < block.width
        assert max(key.x + 22 + text_width(key.words, drawing.size.text) for key in drawing.keys) \
            <= drawing.size.width  # fmt: skip


def test_names_are_broken_into_lines_of_their_lane():
    assert wrapped("one two three", 10, 50) == ["one two", "three"]
    for line in wrapped("Incomprehensibilities " * 3, 14, 80, bold=True):
        assert text_width(line, 14, bold=True) <= 80
    assert wrapped("", 14, 80) == []


def test_every_drawing_has_an_id_of_its_own():
    drawn = [*bars("a", "t", ROWS, KINDS), *bars("b", "t", ROWS, KINDS)]
    assert len({one.id for one in drawn}) == len(drawn) == 8


@pytest.mark.parametrize(
    "ends",
    [(-0.3, 0.1, 0.4), (0.0, 0.0, 0.0), (2, 4, 9), (-80.0, -70.0, -60.0), (0.01, 0.02, 0.03)],
)
def test_means_lie_between_the_ticks_with_nought_among_them(ends):
    low, mean, high = ends
    row = IntervalRow("Low mood", "n 9", "+1.0", "Low mood.", mean, low, high)
    for drawing in intervals("k", "A sentence", [row, row], "worse", "better"):
        reach = drawing.reaches[0]
        assert drawing.grid[0] <= reach.low <= reach.mean <= reach.high <= drawing.grid[-1]
        assert drawing.zero in drawing.grid
        assert drawing.grid[0] >= 0 and drawing.grid[-1] <= drawing.size.width
        assert len(drawing.grid) <= 8


def test_without_a_mean_there_is_nothing_to_draw():
    with pytest.raises(ValueError, match="at least"):
        intervals("k", "t", [], "worse", "better")
