"""Every field: what it gives, what it says when something is to mend, and that words are kept."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.http import QueryDict

from alongside.web.ui.forms import (
    FORM_KEY,
    Chips,
    ChipsMany,
    Choice,
    Choices,
    DateField,
    Email,
    Form,
    Hidden,
    LongText,
    Option,
    Phone,
    Select,
    Text,
    Tick,
    TimeField,
    WholeNumber,
    YesNo,
)
from alongside.web.ui.words import make_pack, say_later, use_pack
from tests.web.ui.rendering import draw_text

DAYS = [("mon", "Monday"), ("tue", "Tuesday")]


def form_with(field, posted):
    """A form with this one field, sent as a browser would send it."""
    made = type("OneField", (Form,), {"x": field})
    return made(QueryDict(posted))


def message(field, posted):
    form = form_with(field, posted)
    assert not form.is_valid()
    assert form.status == 422
    return form.errors["x"][0]


def given(field, posted):
    form = form_with(field, posted)
    assert form.is_valid(), form.errors
    assert form.status == 200
    return form.cleaned_data["x"]


REQUIRED = [
    Text,
    LongText,
    Email,
    Phone,
    WholeNumber,
    DateField,
    TimeField,
    lambda **given: Choice(options=DAYS, **given),
    lambda **given: Select(options=DAYS, **given),
    lambda **given: Chips(options=DAYS, **given),
    lambda **given: Choices(options=DAYS, **given),
    lambda **given: ChipsMany(options=DAYS, **given),
    YesNo,
    lambda **given: Tick(required=True, **given),
]


@pytest.mark.parametrize("make", REQUIRED)
def test_a_missing_answer_is_told_in_the_words_given(make):
    assert message(make(label="Q", missing="Enter your answer"), "") == "Enter your answer"


@pytest.mark.parametrize("make", REQUIRED)
def test_without_own_words_the_question_is_named(make):
    assert message(make(label="How was it?"), "") == "Please answer: How was it?"


OPTIONAL = [
    (Text, ""),
    (LongText, ""),
    (Email, ""),
    (Phone, ""),
    (WholeNumber, None),
    (DateField, None),
    (TimeField, None),
    (YesNo, None),
    (lambda **given: Choice(options=DAYS, **given), ""),
    (lambda **given: Choices(options=DAYS, **given), []),
    (Tick, False),
]


@pytest.mark.parametrize(("make", "nothing"), OPTIONAL)
def test_what_may_be_skipped_can_be(make, nothing):
    assert given(make(label="Q", required=False), "") == nothing


@pytest.mark.parametrize(
    ("field", "posted", "told"),
    [
        (Text(label="Q", most=3), "x=abcd", "Use 3 characters or fewer. Now there are 4"),
        (LongText(label="Q", most=3), "x=a%0D%0Abc", "Use 3 characters or fewer. Now there are 4"),
        (Email(label="Q"), "x=priya", "Enter an email address, like name@example.org"),
        (
            Phone(label="Q"),
            "x=07700 9001",
            "Enter a phone number with 11 digits, like 07700 900 123",
        ),
        (Phone(label="Q"), "x=hello", "Enter a phone number with 11 digits, like 07700 900 123"),
        (WholeNumber(label="Q"), "x=two", "Enter a whole number, like 3"),
        (WholeNumber(label="Q"), "x=1.5", "Enter a whole number, like 3"),
        (WholeNumber(label="Q", least=1, greatest=9), "x=10", "Enter a number from 1 to 9"),
        (Choice(label="Q", options=DAYS), "x=sun", "Choose from the answers listed"),
        (Select(label="Q", options=DAYS), "x=sun", "Choose from the answers listed"),
        (Choices(label="Q", options=DAYS), "x=mon&x=sun", "Choose from the answers listed"),
        (YesNo(label="Q"), "x=maybe", "Choose from the answers listed"),
        (TimeField(label="Q"), "x=later", "Enter a time, like 2:30pm or 14:30"),
        (TimeField(label="Q"), "x=25:00", "Enter a time, like 2:30pm or 14:30"),
        (TimeField(label="Q"), "x=2:30", "Say am or pm too, like 2:30pm"),
        (DateField(label="Q"), "x-day=&x-month=3&x-year=1985", "Enter the day too"),
        (DateField(label="Q"), "x-day=1&x-month=&x-year=1985", "Enter the month too"),
        (DateField(label="Q"), "x-day=1&x-month=3&x-year=", "Enter the year too"),
        (
            DateField(label="Q"),
            "x-day=1&x-month=3&x-year=85",
            "Enter the year with 4 digits, like 1985",
        ),
        (
            DateField(label="Q"),
            "x-day=1&x-month=13&x-year=1985",
            "Enter the month as a number from 1 to 12",
        ),
        (
            DateField(label="Q"),
            "x-day=31&x-month=2&x-year=1985",
            "Enter a date that is in the calendar, like 27 3 1985",
        ),
        (
            DateField(label="Q"),
            "x-day=a&x-month=2&x-year=1985",
            "Enter a date that is in the calendar, like 27 3 1985",
        ),
        (
            DateField(label="Q", earliest=date(2026, 3, 1)),
            "x-day=28&x-month=2&x-year=2026",
            "Enter 1 March 2026 or a later date",
        ),
        (
            DateField(label="Q", latest=date(2026, 3, 1)),
            "x-day=2&x-month=3&x-year=2026",
            "Enter 1 March 2026 or an earlier date",
        ),
    ],
)
def test_each_fault_says_what_to_type(field, posted, told):
    assert message(field, posted) == told


@pytest.mark.parametrize(
    ("field", "posted", "value"),
    [
        (Text(label="Q"), "x= Priya ", "Priya"),
        (Text(label="Q"), "x=Pri%00ya", "Priya"),
        (LongText(label="Q"), "x=one%0D%0Atwo", "one\ntwo"),
        (Email(label="Q"), "x=priya@example.org", "priya@example.org"),
        (Phone(label="Q"), "x=07700 900 123", "07700900123"),
        (Phone(label="Q"), "x=(01632) 960-001", "01632960001"),
        (Phone(label="Q"), "x=%2B44 7700 900123", "+447700900123"),
        (WholeNumber(label="Q"), "x=1,200", 1200),
        (Choice(label="Q", options=DAYS), "x=tue", "tue"),
        (Choices(label="Q", options=DAYS), "x=mon&x=tue", ["mon", "tue"]),
        (YesNo(label="Q"), "x=yes", True),
        (YesNo(label="Q"), "x=no", False),
        (Tick(label="Q"), "x=on", True),
        (Tick(label="Q"), "x=off", False),
        (TimeField(label="Q"), "x=2pm", time(14)),
        (TimeField(label="Q"), "x=2.30 pm", time(14, 30)),
        (TimeField(label="Q"), "x=12am", time(0)),
        (TimeField(label="Q"), "x=12pm", time(12)),
        (TimeField(label="Q"), "x=noon", time(12)),
        (TimeField(label="Q"), "x=midnight", time(0)),
        (TimeField(label="Q"), "x=09:05", time(9, 5)),
        (TimeField(label="Q"), "x=1430", time(14, 30)),
        (DateField(label="Q"), "x-day=27&x-month=3&x-year=1985", date(1985, 3, 27)),
        (DateField(label="Q"), "x-day=27&x-month=March&x-year=1985", date(1985, 3, 27)),
        (DateField(label="Q"), "x-day=27&x-month=mar&x-year=1985", date(1985, 3, 27)),
        (Hidden(), "x=abc", "abc"),
    ],
)
def test_what_people_write_is_understood(field, posted, value):
    assert given(field, posted) == value


class Reach(Form):
    way = Choice(
        label="How?",
        options=[Option("text", "Text", follow=("mobile", "shared")), Option("none", "Do not")],
    )
    mobile = Phone(label="Mobile", missing="Enter your mobile number")
    shared = Tick(label="Others see it")


def test_a_field_beneath_an_answer_is_asked_for_when_the_answer_is_chosen():
    form = Reach(QueryDict("way=text"))
    assert not form.is_valid()
    assert form.errors == {"mobile": ["Enter your mobile number"]}


def test_a_field_beneath_another_answer_is_neither_asked_for_nor_kept():
    form = Reach(QueryDict("way=none&mobile=0770&shared=on"))
    assert form.is_valid()
    assert form.cleaned_data == {"way": "none", "mobile": "", "shared": False}


def test_faults_come_in_the_order_of_the_page_and_lead_to_the_first_input():
    class Long(Form):
        born = DateField(label="Born", missing="Enter your date of birth")
        days = Choices(label="Days", options=DAYS, missing="Choose a day")

    form = Long(QueryDict("born-day=1&born-month=&born-year=1985"))
    assert [(f.text, f.href) for f in form.faults()] == [
        ("Enter the month too", "#id_born-month"),
        ("Choose a day", "#id_days"),
    ]


def test_a_fault_of_the_whole_form_leads_to_its_first_field():
    class Pair(Form):
        one = Text(label="One", required=False)

        def clean(self):
            self.add_error(None, "Write one of the two")

    assert [(f.text, f.href) for f in Pair(QueryDict("")).faults()] == [
        ("Write one of the two", "#id_one")
    ]


def test_an_untouched_form_has_no_faults():
    assert Reach().faults() == []
    assert Reach().status == 200


def test_options_can_be_changed_for_one_form_only():
    form = Reach()
    form.fields["way"].options = [("other", "Other")]
    assert [o.value for o in Reach().fields["way"].options] == ["text", "none"]


def test_messages_speak_the_words_of_the_service():
    field = Text(label="Q", missing=say_later("Enter {a member}"))
    with use_pack(make_pack({"member": {"one": "peer", "many": "peers", "article": "a"}})):
        assert message(field, "") == "Enter a peer"


KEPT = [
    (Text(label="Q", most=2), "x=Zo%26Jo", "Zo&amp;Jo"),
    (LongText(label="Q", most=2), "x=my+words", "my words"),
    (Phone(label="Q"), "x=0770", 'value="0770"'),
    (WholeNumber(label="Q"), "x=two", 'value="two"'),
    (DateField(label="Q"), "x-day=31&x-month=Feb&x-year=85", 'value="Feb"'),
    (TimeField(label="Q"), "x=soon", 'value="soon"'),
]


@pytest.mark.parametrize(("field", "posted", "shown"), KEPT)
def test_what_was_typed_is_kept_when_something_is_to_mend(field, posted, shown):
    html = draw_text("{{ kit.fields(form) }}", form=form_with(field, posted))
    assert shown in html


def test_what_is_stored_is_shown_as_people_write_it():
    class Stored(Form):
        at = TimeField(label="At")
        born = DateField(label="Born")
        agrees = YesNo(label="Agrees")

    form = Stored(initial={"at": time(14, 30), "born": date(1985, 3, 7), "agrees": False})
    html = draw_text("{{ kit.fields(form) }}", form=form)
    assert 'value="2:30pm"' in html
    assert 'id="id_born-day" name="born-day" type="text" inputmode="numeric" value="7"' in html
    assert 'value="no" checked' in html


def test_the_form_key_and_csrf_travel_with_the_form():
    class Carried(Form):
        step = Hidden()

    html = draw_text(
        "{{ kit.form_start(form, '/go/') }}{{ kit.form_end() }}",
        form=Carried(key="signed", initial={"step": "3"}),
        csrf_input="CSRF",
    )
    assert "novalidate" in html
    assert "CSRF" in html
    assert f'name="{FORM_KEY}" value="signed"' in html
    assert 'name="step" value="3"' in html
