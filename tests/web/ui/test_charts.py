"""Line charts: words never meet, the line stays in its lane, and every value is in words too."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.web.ui.chart_parts import Happening, Mark, Series, Stretch
from alongside.web.ui.charts import LINE, MOST_ON_A_PHONE, line_chart
from alongside.web.ui.lanes import push_apart
from alongside.web.ui.stones import ten_stones
from tests.web.ui.rendering import draw_text

START = date(2025, 11, 17)
BANDS = [
    Stretch("Minimal", 0, 4), Stretch("Mild", 5, 9), Stretch("Moderate", 10, 14),
    Stretch("Moderately severe", 15, 19), Stretch("Severe", 20, 27),
]  # fmt: skip


def marks(*pairs):
    return [Mark(START + timedelta(days=day), value, str(value)) for day, value in pairs]


@st.composite
def any_series(draw):
    highest = draw(st.sampled_from([10, 21, 27]))
    days = draw(st.lists(st.integers(0, 1500), min_size=1, max_size=40, unique=True))
    values = st.integers(0, highest)
    events = draw(st.lists(st.integers(-50, 1500), max_size=15))
    banded = highest == 27 and draw(st.booleans())
    return Series(
        key="one", title="A sentence.", marks=marks(*((day, draw(values)) for day in days)),
        lowest=0, highest=highest, ticks=(0, highest), bands=BANDS if banded else (),
        happenings=[Happening(START + timedelta(days=day), "Met") for day in events],
    )  # fmt: skip


def apart(spans):
    ordered = sorted(spans)
    return all(one[1] <= two[0] + 0.02 for one, two in pairwise(ordered))


def across(words):
    return [(one.x - one.width / 2, one.x + one.width / 2) for one in words]


def down(words):
    return [(one.y - one.height / 2, one.y + one.height / 2) for one in words]


@settings(deadline=None)
@given(any_series())
def test_words_in_a_lane_never_meet(series):
    for drawing in line_chart(series, earlier=True).drawings:
        assert apart(down(drawing.scale))
        assert apart(across(drawing.months))
        assert apart([(event.x - 10, event.x + 10) for event in drawing.events])
        lanes = [drawing.plot.bottom, drawing.month_y - LINE / 2]
        if drawing.events:
            lanes[1:1] = [drawing.event_y - 9, drawing.event_y + 9]
        assert lanes == sorted(lanes)
        assert drawing.month_y + LINE / 2 <= drawing.height


@settings(deadline=None)
@given(any_series())
def test_every_answer_is_inside_the_plot_and_nothing_else_enters_it(series):
    for drawing in line_chart(series, earlier=True).drawings:
        plot = drawing.plot
        assert all(
            plot.left <= x <= plot.right and plot.top <= y <= plot.bottom for x, y in drawing.dots
        )
        assert all(name.x + name.width <= plot.left for name in drawing.scale)
        assert drawing.latest.x > plot.right
        assert drawing.latest.x + drawing.latest.width <= drawing.size.width
        if drawing.first:
            assert drawing.first.y - LINE / 2 >= 0
            edge = drawing.event_y - 9 if drawing.events else drawing.month_y - LINE / 2
            assert drawing.first.y + LINE / 2 <= edge


@settings(deadline=None)
@given(any_series())
def test_every_value_is_in_the_words_of_a_drawing(series):
    chart = line_chart(series, earlier=True)
    said = re.findall(r": (\d+)", chart.desktop.desc)
    ordered = sorted(series.marks, key=lambda mark: mark.on)
    assert said == [mark.words for mark in ordered]
    phone = [value for one in reversed(chart.phone) for value in re.findall(r": (\d+)", one.desc)]
    assert phone == said


@settings(deadline=None)
@given(any_series())
def test_a_phone_shows_twelve_and_the_ids_of_a_page_are_unique(series):
    chart = line_chart(series)
    assert len(chart.phone) == 1 and len(chart.phone[0].dots) <= MOST_ON_A_PHONE
    assert chart.has_earlier == (len(series.marks) > MOST_ON_A_PHONE)
    everything = line_chart(series, earlier=True)
    assert not everything.has_earlier
    ids = [one.id for one in everything.drawings]
    assert len(set(ids)) == len(ids)


@settings(deadline=None)
@given(st.lists(st.floats(0, 200), max_size=12))
def test_what_is_pushed_apart_stays_in_the_lane(middles):
    placed = push_apart(sorted(middles), [16] * len(middles), 0, 200)
    assert apart([(one - 8, one + 8) for one in placed])
    assert all(7.9 <= one <= 192.1 for one in placed)


def test_what_does_not_fit_is_told():
    with pytest.raises(ValueError, match="do not fit"):
        push_apart([1, 2, 3], [16, 16, 16], 0, 40)


def test_a_chart_needs_an_answer():
    with pytest.raises(ValueError, match="one answer at least"):
        line_chart(Series("one", "A sentence.", [], 0, 10))


@pytest.mark.parametrize(
    ("later", "lines"), [(date(2026, 2, 17), 1), (date(2026, 2, 18), 0), (date(2026, 4, 1), 0)]
)
def test_a_gap_of_more_than_three_months_breaks_the_line(later, lines):
    series = Series("one", "A sentence.", [Mark(START, 2, "2"), Mark(later, 5, "5")], 0, 10)
    assert len(line_chart(series).desktop.lines) == lines


def test_the_first_value_stands_away_from_the_line():
    up = line_chart(Series("one", "Up.", marks((0, 2), (30, 8)), 0, 10)).desktop
    down_ = line_chart(Series("one", "Down.", marks((0, 8), (30, 2)), 0, 10)).desktop
    assert up.first.y > up.dots[0][1] and down_.first.y < down_.dots[0][1]


def test_one_answer_is_a_point_with_its_value_and_no_line():
    drawing = line_chart(Series("one", "Once.", marks((0, 4)), 0, 10)).desktop
    assert len(drawing.dots) == 1 and not drawing.lines and drawing.first is None
    assert drawing.latest.words == "4"


def test_bands_meet_and_fill_the_scale():
    series = Series("one", "A sentence.", marks((0, 17), (9, 9)), 0, 27, bands=BANDS)
    drawing = line_chart(series).desktop
    ordered = sorted(drawing.bands, key=lambda band: band.top)
    assert ordered[0].top == drawing.plot.top
    assert ordered[-1].bottom == pytest.approx(drawing.plot.bottom)
    for above, below in pairwise(ordered):
        assert above.bottom == pytest.approx(below.top, abs=0.2)
        assert above.is_wash != below.is_wash


def test_a_long_name_takes_two_lines_on_a_phone_and_leaves_room():
    chart = line_chart(Series("one", "One.", marks((0, 17), (9, 9)), 0, 27, bands=BANDS))
    names = [name.words for name in chart.phone[0].scale]
    assert names == ["Severe", "Moderately", "severe", "Moderate", "Mild", "Minimal"]
    assert chart.phone[0].plot.width > 130
    assert "Moderately severe" in [name.words for name in chart.desktop.scale]


def test_a_drawing_is_a_picture_with_a_title_and_words():
    series = Series("goal", "From 2 to 5.", marks((0, 2), (40, 5)), 0, 10, ticks=(0, 5, 10))
    page = draw_text("{{ kit.line_chart(chart) }}", chart=line_chart(series))
    assert page.count('role="img"') == 3
    for name in ("phone", "desktop", "print"):
        assert f'aria-labelledby="goal-{name}-title" aria-describedby="goal-{name}-desc"' in page
        assert f'<title id="goal-{name}-title">From 2 to 5.</title>' in page
    assert "17 November 2025: 2. 27 December 2025: 5." in page
    assert "style=" not in page and "Show earlier" not in page


def test_earlier_answers_are_one_link_away_on_a_phone():
    series = Series("goal", "Many.", marks(*((n * 7, n % 10) for n in range(15))), 0, 10)
    page = draw_text('{{ kit.line_chart(chart, "?earlier=1") }}', chart=line_chart(series))
    assert 'href="?earlier=1"' in page


@settings(deadline=None)
@given(st.integers(0, 10), st.integers(0, 10))
def test_the_words_under_the_stones_never_meet(start, now):
    stones = ten_stones(
        id="s", title="Now.", now=(now, f"{now} now"), start=(start, f"{start} in November 2025")
    )
    assert sum(stone.is_full for stone in stones.stones) == now
    assert apart(across([tick.label for tick in stones.ticks]))
    assert len(stones.ticks) == (1 if start == now else 2)


def test_stones_say_in_words_where_somebody_is():
    stones = ten_stones(id="s", title="5 out of 10 now.", now=(5, "5 now"), start=(2, "2 in Nov"))
    page = draw_text("{{ kit.stones(one) }}", one=stones)
    assert page.count("stone full") == 5 and page.count("<ellipse") == 10
    assert '<title id="s-title">5 out of 10 now.</title>' in page and "2 in Nov" in page
