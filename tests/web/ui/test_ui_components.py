"""The markup that carries accessibility: names, ties, roles, states, words beside pictures."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django import forms
from django.http import QueryDict

from alongside.web.ui import gallery
from alongside.web.ui.forms import Choice, Choices, DateField, Form, Option, Phone, Text
from alongside.web.ui.page import Hat, NavItem
from alongside.web.ui.parts import Cell, ClockTag, Column, Places, SummaryRow, WorkRow
from tests.web.ui.rendering import a_site, draw, draw_text

VOID = {"input", "meta", "link", "br", "img", "circle", "path", "rect", "ellipse"}


class Tree(HTMLParser):
    """Checks that tags close in order and gathers ids, and the ids that attributes lead to."""

    def __init__(self):
        super().__init__()
        self.open, self.faults, self.ids, self.ties, self.names = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        for name in ("aria-describedby", "aria-labelledby", "for"):
            self.ties += (given.get(name) or "").split()
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def tree_of(html):
    tree = Tree()
    tree.feed(html)
    tree.close()
    return tree


class Ask(Form):
    way = Choice(
        label="How should we get in touch?",
        hint="Choose one",
        why="So that it is safe",
        missing="Choose a way",
        options=[Option("text", "Text", follow=("mobile",)), Option("none", "Do not", hint="Ever")],
    )
    mobile = Phone(label="Mobile number")
    days = Choices(label="Days", missing="Choose a day", options=[("mon", "Monday")])
    born = DateField(label="Born", required=False)


FAULTY = "way=text&mobile=0770&born-day=1"


def test_the_gallery_is_well_formed_and_every_tie_leads_somewhere():
    tree = tree_of(draw("ui/gallery.jinja", **gallery.gallery()))
    assert not tree.faults
    assert not tree.open
    assert set(tree.ties) <= set(tree.ids)


def test_a_page_with_one_form_has_no_id_twice():
    for template, given in [
        ("ui/question.jinja", {"form": gallery.contact_with_fault(), "step": "1"}),
        ("ui/form.jinja", {"form": gallery.every_field_wrong(), "heading": "Tell us"}),
    ]:
        ids = tree_of(draw(template, **given)).ids
        assert len(ids) == len(set(ids))


def test_the_error_summary_takes_focus_and_leads_to_each_field():
    html = draw_text("{{ kit.error_summary(form) }}", form=Ask(QueryDict(FAULTY)))
    assert 'role="alert" tabindex="-1" autofocus' in html
    assert "Please check 3 things" in html
    assert re.findall(r'<a href="([^"]+)"', html) == ["#id_mobile", "#id_days", "#id_born-month"]


def test_one_fault_is_called_one_thing():
    form = Ask(QueryDict("way=none"))
    html = draw_text("{{ kit.error_summary(form) }}", form=form)
    assert "Please check one thing" in html


def test_without_faults_there_is_no_summary():
    assert not draw_text("{{ kit.error_summary(form) }}", form=Ask()).strip()


def test_a_faulty_field_is_tied_to_its_message():
    form = Ask(QueryDict(FAULTY))
    html = draw_text("{{ kit.field(form['mobile']) }}", form=form)
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_mobile-error"' in html
    assert html.index('id="id_mobile-error"') < html.index("<input")
    assert 'type="tel"' in html
    assert 'autocomplete="tel"' in html
    assert 'inputmode="tel"' in html


def test_choices_stand_in_a_fieldset_with_their_question_and_hint():
    html = draw_text("{{ kit.field(form['way']) }}", form=Ask())
    assert '<fieldset class="field" aria-describedby="id_way-hint">' in html
    assert "<legend" in html
    assert "Why we ask this" in html
    assert "checked" not in html
    assert html.index("Text</span>") < html.index("Mobile number") < html.index("Do not")


def test_the_wrong_box_of_a_date_is_marked_and_no_other():
    html = draw_text("{{ kit.field(form['born']) }}", form=Ask(QueryDict(FAULTY)))
    wrong = re.findall(r'name="(born-[a-z]+)"[^>]*aria-invalid', html)
    assert wrong == ["born-month"]


def test_the_question_of_a_question_page_is_its_heading_and_its_legend():
    html = draw("ui/question.jinja", form=Ask(), step="Question 3 of about 8", stop_text="Stop")
    assert re.search(r"<legend[^>]*><h1>How should we get in touch\?</h1></legend>", html)
    assert html.count("<h1") == 1
    assert 'name="stop" value="1"' in html


def test_a_single_field_question_keeps_label_and_heading_together():
    class Name(Form):
        name = Text(label="What should we call you?", autocomplete="given-name")

    html = draw("ui/question.jinja", form=Name(), step="")
    assert '<h1 class="question"><label for="id_name">What should we call you?</label></h1>' in html
    assert 'autocomplete="given-name"' in html


def test_fields_of_other_packages_are_drawn_in_our_dress():
    class Foreign(forms.Form):
        code = forms.CharField(label="Code")

    html = draw_text("{{ kit.error_summary(f) }}{{ kit.fields(f) }}", f=Foreign({"code": ""}))
    assert 'href="#id_code"' in html
    assert 'for="id_code"' in html
    assert 'class="box"' in html
    assert 'aria-describedby="id_code-error"' in html
    assert 'aria-invalid="true"' in html


def test_repeated_buttons_carry_the_name_for_those_who_only_hear_them():
    html = draw_text("{{ kit.button('Ring', '#r', about='Joan P') }}")
    assert 'Ring<span class="heard">: Joan P</span>' in html


def test_a_busy_button_cannot_send():
    html = draw_text("{{ kit.button('Sending', busy=true) }}")
    assert 'type="button"' in html
    assert 'aria-disabled="true"' in html


def test_help_lines_are_links_that_call_or_text():
    html = draw_text("{{ kit.help_strip(site, '/worry/') }}", site=a_site())
    assert "<details>" in html
    assert re.findall(r'href="([^"]+)"', html) == [
        "tel:116123",
        "tel:111",
        "sms:85258?body=SHOUT",
        "tel:999",
        "/worry/",
    ]


def test_the_clock_says_words_before_its_pie_says_anything():
    html = draw_text("{{ kit.clock(tag) }}", tag=ClockTag("2 days over", state="over", used=1.4))
    assert "clock over" in html
    assert 'stroke-dasharray="100 100"' in html
    assert 'aria-hidden="true"' in html
    assert "2 days over" in html


def test_a_work_row_with_a_deed_posts_and_names_it():
    row = WorkRow("Raised by Dan", "#d", "Nobody has it yet.", None, "Take it", form_url="/take/")
    html = draw_text("{{ kit.work_rows([row]) }}", row=row, csrf_input="CSRF")
    assert '<form class="do" method="post" action="/take/">CSRF' in html
    assert 'Take it<span class="heard">: Raised by Dan</span>' in html


def test_places_are_dots_with_the_number_in_words():
    html = draw_text("{{ kit.places(p) }}", p=Places(2, 1, "1 free", held=1))
    assert html.count('class="taken"') == 2
    assert html.count('class="held"') == 1
    assert html.count('class="free"') == 1
    assert "1 free" in html


def test_a_wide_table_keeps_its_roles_when_it_becomes_blocks():
    html = draw_text(
        "{{ kit.table('Waiting', columns, rows, wide=true) }}",
        columns=[Column("Person"), Column("Weeks", number=True)],
        rows=[[Cell("Hamid S", "#h"), 8]],
    )
    for part in ('role="table"', 'role="rowgroup"', 'role="row"', 'role="cell"'):
        assert part in html
    assert '<th scope="col" role="columnheader"' in html
    assert '<th scope="row" role="rowheader"' in html
    assert "<caption>Waiting</caption>" in html
    assert '<span class="cell-label" aria-hidden="true">Weeks: </span>8' in html
    assert 'class="num"' in html


def test_the_change_link_names_what_it_changes():
    rows = [SummaryRow("My GP", "Nothing", "#c", "what my GP sees")]
    html = draw_text("{{ kit.summary_list(rows) }}", rows=rows)
    assert 'Change<span class="heard"> what my GP sees</span>' in html


def test_the_menu_marks_where_one_is_and_shows_counts_even_of_nought():
    items = [NavItem("Desk", "#d", current=True), NavItem("Concerns", "#c", count=0)]
    html = draw_text("{{ kit.staff_nav(items) }}", items=items)
    assert '<a href="#d" aria-current="page">Desk</a>' in html
    assert '<span class="count">0</span>' in html


def test_the_role_bar_says_which_hat_is_on_and_leads_to_the_others():
    hats = [Hat("Coordinating", "#c", current=True), Hat("Beside", "#b")]
    html = draw_text("{{ kit.role_bar(hats) }}", hats=hats)
    assert "<strong>Coordinating</strong>" in html
    assert '<a href="#b">Beside</a>' in html


@pytest.mark.parametrize("figures", [1, 2, 3])
def test_figures_always_come_with_words(figures):
    html = draw_text("{{ kit.figures(n, 'You and Dan see this') }}", n=figures)
    assert html.count("<circle") == figures
    assert "You and Dan see this" in html


def test_what_people_write_is_never_taken_for_markup():
    html = draw_text("{{ kit.quote(words) }}", words="<b>1 < 2</b>")
    assert "&lt;b&gt;1 &lt; 2&lt;/b&gt;" in html


def test_the_scene_is_light():
    assert len(draw_text("{{ kit.scene_walk() }}").encode()) < 4096
