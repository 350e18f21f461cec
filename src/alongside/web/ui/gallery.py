"""Every component in every state, for the demo's page of components and for the tests."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from alongside.web.ui.forms import (
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
from alongside.web.ui.page import Hat, NavItem
from alongside.web.ui.parts import (
    Cell,
    ClockTag,
    Column,
    DayEntry,
    LinkRow,
    Places,
    Point,
    Step,
    SummaryRow,
    WorkRow,
)
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l


class ContactForm(Form):
    """One question with what follows beneath an answer."""

    way = Choice(
        label=_l("How should we get in touch with you?"),
        hint=_l("Choose one. You can change it later."),
        missing=_l("Choose how we should get in touch"),
        why=_l("So that we use the way that is safe and easy for you."),
        options=[
            Option("text", _l("Text message"), follow=("mobile", "shared_phone")),
            Option("call", _l("Phone call"), hint=_l("We say only our first name")),
            Option("letter", _l("Letter")),
            Option("none", _l("Please don’t contact me. I will come to you")),
        ],
    )
    mobile = Phone(label=_l("Mobile number"), missing=_l("Enter your mobile number"))
    shared_phone = Tick(label=_l("Other people may see this phone, so do not say who you are"))


class EveryField(Form):
    """One of each kind of field."""

    name = Text(
        label=_l("What should we call you?"), missing=_l("Enter a name"), autocomplete="name"
    )
    email = Email(label=_l("Email address"), missing=_l("Enter your email address"))
    story = LongText(
        label=_l("What would you like us to know?"),
        hint=_l("As much or as little as you like."),
        why=_l("So that you need not say it twice."),
        required=False,
    )
    born = DateField(
        label=_l("When were you born?"),
        hint=_l("For example, 27 3 1985"),
        missing=_l("Enter your date of birth"),
        birthday=True,
    )
    at = TimeField(label=_l("What time suits you?"), hint=_l("For example, 2:30pm"))
    weeks = WholeNumber(label=_l("How many weeks?"), least=1, greatest=52, width=2)
    area = Select(
        label=_l("Where do you live?"),
        missing=_l("Choose where you live"),
        options=[("north", _l("In the north of the town")), ("south", _l("In the south"))],
    )
    days = Choices(
        label=_l("Which days suit you?"),
        missing=_l("Choose at least one day"),
        options=[("mon", _l("Monday")), ("thu", _l("Thursday")), ("any", _l("Any day"))],
    )
    agrees = YesNo(label=_l("Does the person know?"), missing=_l("Choose yes or no"))
    length = Chips(
        label=_l("How long was it?"),
        missing=_l("Choose how long it was"),
        options=[("30", _l("Half an hour")), ("60", _l("An hour")), ("90", _l("Longer"))],
    )
    topics = ChipsMany(
        label=_l("What did you talk about?"),
        required=False,
        options=[("home", _l("Home")), ("money", _l("Money")), ("people", _l("People"))],
    )
    understood = Tick(
        label=_l("I have read what is kept"),
        missing=_l("Tick the box when you have read it"),
        required=True,
    )
    step = Hidden()


def contact_with_fault() -> ContactForm:
    return ContactForm({"way": "text", "mobile": "07700 9001", "shared_phone": "on"}, key="demo")


def every_field_filled() -> EveryField:
    given = {
        "name": "Priya",
        "email": "priya@example.org",
        "story": _("I would like to get back to the allotment."),
        "born": date(1985, 3, 27),
        "at": time(14, 30),
        "weeks": 6,
        "area": "south",
        "days": ["mon", "any"],
        "agrees": True,
        "length": "60",
        "topics": ["home", "people"],
        "understood": True,
    }
    return EveryField(initial=given, key="demo", prefix="filled")


def every_field_wrong() -> EveryField:
    given = {
        "wrong-email": "priya",
        "wrong-born-day": "31",
        "wrong-born-month": "2",
        "wrong-born-year": "1985",
        "wrong-at": "2:30",
        "wrong-weeks": "90",
    }
    return EveryField(given, key="demo", prefix="wrong")


def nav() -> list[NavItem]:
    return [
        NavItem(_("Desk"), "#desk", current=True),
        NavItem(_("Front door"), "#front", count=3),
        NavItem(_("Waiting"), "#waiting", count=14),
        NavItem(_("People"), "#people"),
        NavItem(_("Concerns"), "#concerns", count=0),
    ]


def hats() -> list[Hat]:
    return [
        Hat(_("{coordinator}"), "#desk", current=True),
        Hat(_("{peer supporter}"), "#beside"),
    ]


def concerns() -> list[WorkRow]:
    return [
        WorkRow(
            _("Raised by Dan, about Ruth M"),
            "#ruth",
            _("Same day. Nobody has it yet. Ruth knows Dan has told us."),
            ClockTag(_("1 h 20 left"), "today", 0.33),
            _("Take it"),
            form_url="#take",
            form_key="demo",
            about=_("Raised by Dan, about Ruth M"),
        ),
        WorkRow(
            _("Raised by Aisha, about the Monday group"),
            "#aisha",
            _("Routine. You have it. Next: ring Aisha back."),
            ClockTag(_("1 day left"), "in_time", 0.25),
            _("Open"),
        ),
    ]


def today() -> list[WorkRow]:
    return [
        WorkRow(
            _("{Welcome conversation}: Joan P"),
            "#joan",
            _("Tried twice, in the morning. She asked for afternoons."),
            ClockTag(_("2 days over"), "over", 1),
            _("Ring"),
            about="Joan P",
        ),
        WorkRow(
            _("Write back to a new {introduction}"),
            "#new",
            _("From her sister, 10 March. She agreed to it."),
            ClockTag(_("By 5pm"), "today", 0.9),
            _("Open"),
        ),
        WorkRow(
            _("Keep in touch while waiting: Hamid S"),
            "#hamid",
            _("Waiting 8 weeks. Likes texts."),
            ClockTag(_("Fri 13"), "in_time", 0.6),
            _("Text"),
        ),
    ]


def waiting_columns() -> list[Column]:
    return [
        Column(_("Person")),
        Column(_("Weeks"), number=True),
        Column(_("Last heard from us")),
        Column(_("Next contact")),
        Column(_("Would like")),
    ]


def waiting_rows() -> list[list[Any]]:
    return [
        [Cell("Hamid S", "#h"), 8, _("12 Feb, text"), Cell(_("Today"), strong=True), _("Evenings")],
        [Cell("Chloe W", "#c"), 6, _("5 Mar, call"), _("2 Apr"), _("Anyone, by phone")],
        [Cell("Gwen E", "#g"), 5, _("26 Feb, letter"), _("26 Mar"), _("Welsh speaker")],
    ]


def summary_rows() -> list[SummaryRow]:
    return [
        SummaryRow(_("Dan, my {peer supporter}"), _("My name, what matters, notes we wrote")),
        SummaryRow(_("My GP surgery"), _("Nothing. I said no"), "#gp", _("what my GP sees")),
        SummaryRow(_("My journal"), _("Kept from staff"), figures=1),
    ]


def day() -> list[DayEntry]:
    return [
        DayEntry(
            "10:30",
            "Marek",
            "#marek",
            [_("Walk, Canal Basin gate. About an hour.")],
            _("Text first. No voicemail. Polish or English."),
            [(_("Check in"), "#in"), (_("Log it"), "#log")],
        ),
        DayEntry(
            "2pm",
            "Priya",
            "#priya",
            [_("Library café, Market Street.")],
            quote=_("Get back to the allotment without dreading it."),
        ),
    ]


def steps() -> list[Step]:
    return [
        Step(_("You tell us a little"), _("By form, phone, letter, or in person.")),
        Step(_("We write back within 2 working days"), _("A person reads it, not a computer.")),
        Step(_("We talk, within 15 working days"), _("What you want, and what would help.")),
        Step(_("You choose {a peer supporter}"), _("People are waiting about 5 weeks just now.")),
    ]


def points() -> list[Point]:
    return [
        Point(_("Someone to talk and walk with, as equals")),
        Point(_("What you want, in your words")),
        Point(_("Not therapy, and not instead of it"), met=False),
        Point(_("Not a crisis service"), met=False),
    ]


def link_rows() -> list[LinkRow]:
    return [
        LinkRow(_("Notes we wrote"), "#notes", _("1 you have not read")),
        LinkRow(_("A copy of everything"), "#copy"),
    ]


def gallery() -> dict[str, Any]:
    """The context of `ui/gallery.jinja`."""
    return {
        "contact": ContactForm(key="demo", prefix="contact"),
        "faulty": contact_with_fault(),
        "filled": every_field_filled(),
        "wrong": every_field_wrong(),
        "nav": nav(),
        "hats": hats(),
        "concerns": concerns(),
        "today": today(),
        "waiting_columns": waiting_columns(),
        "waiting_rows": waiting_rows(),
        "summary_rows": summary_rows(),
        "day": day(),
        "steps": steps(),
        "points": points(),
        "link_rows": link_rows(),
        "places": [
            (_("Lena"), Places(2, 2, _("2 free"))),
            (_("Colin"), Places(2, 0, _("1 held"), held=1)),
        ],
    }
