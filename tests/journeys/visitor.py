"""Somebody at a browser, who has a keyboard and no mouse.

They type one address to begin with. From there they go by links and buttons: Tab until the
control has focus, then Enter or Space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ElementHandle, Locator, Page, expect

from tests.journeys.checks import Checks

MOST_TABS = 260
WAIT = 15_000  # milliseconds
DEVICES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True},
    "desktop": {"viewport": {"width": 1280, "height": 900}},
}
HEARD = """() => [document.title, ...[...document.querySelectorAll("*")].flatMap(
  part => [part.ariaLabel, part.alt, part.title])].filter(words => words).join(" ")"""
PLACES = "links => links.map((link, n) => link.href ?? n)"
HAS_FOCUS = "control => control === document.activeElement"
GROUP_HAS_FOCUS = """control => { const now = document.activeElement;
  return now.type === "radio" && now.name === control.name && now.form === control.form }"""
# How often to press Tab, as far as one can tell: it only saves looking after each press.
STEPS_AWAY = """control => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")];
  const stops = all.filter(e => e.checkVisibility({visibilityProperty: true}) && e.tabIndex >= 0
    && !e.disabled && e.type !== "hidden");
  const group = e => e.type === "radio" ? e.form?.action + e.name : e;
  const groups = [...new Set(stops.map(group))];
  const now = groups.indexOf(group(document.activeElement));
  const steps = groups.indexOf(group(control)) - now;
  return now < 0 || steps < 2 ? 0 : steps - 1 }"""
FOCUS_IS_SEEN = """control => [control, control.closest("label")].some(part => {
  const look = part && getComputedStyle(part);
  return look && (look.outlineStyle !== "none" || look.boxShadow !== "none") })"""


class Visitor:
    """One person at one device. `scripted` tells whether their browser runs scripts."""

    def __init__(
        self, context: BrowserContext, base: str, checks: Checks, device: str, scripted: bool
    ) -> None:
        self.context = context
        self.device = device
        self.scripted = scripted
        self._base = base
        self._checks = checks
        self.page = context.new_page()
        self.page.set_default_timeout(WAIT)
        self._arrived = False
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda fault: checks.faults.append(f"{self.page.url}: {fault}"))

    # -- going about ---------------------------------------------------------------------

    def opens(self, path: str) -> None:
        """Type the first address, as from a card or a letter."""
        assert not self._arrived, "Only the first address is typed; go on by links and buttons."
        self._arrived = True
        self.page.goto(path if path.startswith("http") else self._base + path)
        self._look()

    def presses(self, name: str, within: str = "") -> None:
        """A link or button that leads to another page."""
        self._follow(self._control(name, within))

    def presses_row_of(self, name: str) -> None:
        """In a list of work: what is to be done for somebody, not its quick button."""
        self._follow(_only(self.page.locator(".work-row .what a", has_text=name), name))

    def presses_twice(self, name: str) -> None:
        """An impatient finger: the same button again before the answer is there."""
        control = self._reach(self._control(name, ""))
        with self._next_page():
            control.press("Enter", no_wait_after=True)
            self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()
        self._look()

    def second_tab(self, path: str = "") -> Visitor:
        """The same page once more in the same browser, or one whose address they know."""
        other = Visitor(self.context, self._base, self._checks, self.device, self.scripted)
        other.opens(path or self.page.url)
        return other

    def unfolds(self, name: str) -> None:
        """Open what is folded away under a few words."""
        summary = self.page.locator("summary", has_text=name)
        self._reach(_only(summary, name)).press("Enter")

    def goes_back(self) -> None:
        """The browser's own Back."""
        self.page.go_back()
        self._look()

    # -- filling in ----------------------------------------------------------------------

    def fills(self, label: str, text: str, within: str = "") -> None:
        control = self._reach(self._field(label, within))
        if control.input_value():
            control.press("Control+a")
            control.press("Delete")
        if text:
            self.page.keyboard.insert_text(text)

    def fills_date(self, label: str, day: date) -> None:
        group = _only(self.page.get_by_role("group", name=label), label)
        for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            control = self._reach(group.get_by_label(part))
            control.press("Control+a")
            self.page.keyboard.type(str(number))

    def picks(self, label: str, option: str) -> None:
        """One of a list that unfolds."""
        control = self._reach(self._field(label, ""))
        chosen = "list => list.selectedOptions[0].textContent.trim()"
        control.press("Home")
        for _ in range(60):
            if control.evaluate(chosen) == option:
                return
            control.press("ArrowDown")
        raise AssertionError(f"“{label}” has no “{option}”")

    def chooses(self, option: str, of: str = "", within: str = "") -> None:
        """One of several round buttons; `of` is the question."""
        place = self._place(within)
        if of:
            place = _only(place.get_by_role("group", name=of), of)
        self.chooses_in(place, option)

    def chooses_in(self, place: Page | Locator, option: str) -> None:
        handle = _handle(_named(place, "radio", option))
        self._tab_until(handle, GROUP_HAS_FOCUS, option)
        for _ in range(30):
            if handle.evaluate(HAS_FOCUS):
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")
        assert handle.is_checked(), f"“{option}” could not be chosen by keyboard"

    def ticks(self, label: str, within: str = "") -> None:
        """A box that is not ticked yet."""
        control = self._reach(_named(self._place(within), "checkbox", label))
        control.press("Space")
        assert control.is_checked()

    # -- seeing --------------------------------------------------------------------------

    def is_at(self, heading: str) -> None:
        expect(self.page.locator("h1")).to_have_text(re.compile(heading))

    def sees(self, *texts: str) -> None:
        for text in texts:
            found = self.page.get_by_text(text).filter(visible=True)
            expect(found.first, f"should see “{text}”").to_be_visible(timeout=2000)

    def does_not_see(self, *texts: str) -> None:
        for text in texts:
            assert text not in self.page.inner_text("body"), f"should not see “{text}”"

    def sees_fault(self, text: str) -> None:
        """The fault stands in the list that takes focus and beside its field."""
        expect(self.page.locator(".error-summary")).to_contain_text(text)
        expect(self.page.locator(".error-message").first).to_contain_text(text)

    def reads(self, selector: str) -> str:
        return self.page.locator(selector).first.inner_text().strip()

    def reads_and_hears(self) -> str:
        """All visible words, and what is said aloud: names of regions, pictures and the tab."""
        heard = self.page.evaluate(HEARD)
        return f"{self.page.inner_text('body')} {heard}".lower()

    def takes_file(self, name: str) -> str:
        """A button that hands out a file. Gives where it was put."""
        control = self._reach(self._control(name, ""))
        with self.page.expect_download() as taking:
            control.press("Enter")
        return str(taking.value.path())

    def leads_to(self, name: str) -> str:
        return self._control(name, "").get_attribute("href") or ""

    def value_of(self, label: str, within: str = "") -> str:
        return self._field(label, within).input_value()

    def can_press(self, name: str) -> bool:
        return _controls(self.page, name, exact=False).count() > 0

    def can_choose(self, option: str) -> bool:
        return self.page.get_by_role("radio", name=option).count() > 0

    def loses_the_session(self) -> None:
        """As after half an hour away: the mark of the last touch is no longer good."""
        self.context.clear_cookies(name="alongside-seen")

    def has_row_of(self, name: str) -> bool:
        return self.page.locator(".work-row .what a", has_text=name).count() > 0

    # -- inside --------------------------------------------------------------------------

    def _follow(self, target: Locator) -> None:
        control = self._reach(target)
        with self._next_page():
            control.press("Enter")
        self._look()

    @contextmanager
    def _next_page(self) -> Iterator[None]:
        with self.page.expect_navigation(wait_until="load", timeout=WAIT):
            yield

    def _look(self) -> None:
        self._checks.look_over(self.page, self.device, self.scripted)

    def _hear(self, message: Any) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self._checks.faults.append(f"{self.page.url}: console: {message.text}")

    def _place(self, within: str) -> Page | Locator:
        """The smallest part of the page that has these words."""
        if not within:
            return self.page
        parts = self.page.locator("li, tr, fieldset, form, .card, dl > div").filter(has_text=within)
        lengths = parts.evaluate_all("parts => parts.map(part => part.textContent.length)")
        assert lengths, f"no part of the page says “{within}”"
        return parts.nth(lengths.index(min(lengths)))

    def _control(self, name: str, within: str) -> Locator:
        """What the page itself has of that name goes before what its head and foot have."""
        place = self._place(within)
        parts = [place] if within else [place.locator("main"), place]
        for part in parts:
            for exact in (True, False):
                found = _controls(part, name, exact).filter(visible=True)
                if found.count():
                    return _only(found, name)
        raise AssertionError(f"no link or button “{name}” on {self.page.url}")

    def _field(self, label: str, within: str) -> Locator:
        place = self._place(within)
        for exact in (True, False):
            found = place.get_by_label(label, exact=exact).and_(
                self.page.locator("input, textarea, select")
            )
            if found.count():
                return _only(found, label)
        raise AssertionError(f"no field “{label}” on {self.page.url}")

    def _reach(self, target: Locator) -> ElementHandle:
        handle = _handle(target)
        self._tab_until(handle, HAS_FOCUS, str(target))
        assert handle.evaluate(FOCUS_IS_SEEN), f"focus is not seen on {target}"
        return handle

    def _tab_until(self, handle: ElementHandle, test: str, name: str) -> None:
        for _ in range(handle.evaluate(STEPS_AWAY)):
            self.page.keyboard.press("Tab")
        for _ in range(MOST_TABS):
            if handle.evaluate(test):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {name} on {self.page.url}")


def press_together(visitors: list[Visitor], name: str) -> None:
    """Everybody presses theirs before anybody has an answer."""
    controls = [visitor._reach(visitor._control(name, "")) for visitor in visitors]
    with ExitStack() as pages:
        for visitor in visitors:
            pages.enter_context(visitor._next_page())
        for control in controls:
            control.press("Enter", no_wait_after=True)
    for visitor in visitors:
        visitor._look()


def take_pictures(visitors: list[Visitor], folder: Path, name: str) -> None:
    """What each of them had before their eyes when something went wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, visitor in enumerate(visitors, start=1):
        if not visitor.page.is_closed():
            path = folder / f"{re.sub('[^A-Za-z0-9_]+', '-', name)}-{number}.png"
            visitor.page.screenshot(path=str(path), full_page=True)


def _controls(place: Page | Locator, name: str, exact: bool) -> Locator:
    links = place.get_by_role("link", name=name, exact=exact)
    return links.or_(place.get_by_role("button", name=name, exact=exact))


def _named(place: Page | Locator, role: Any, name: str) -> Locator:
    exact = place.get_by_role(role, name=name, exact=True)
    return _only(exact if exact.count() else place.get_by_role(role, name=name), name)


def _only(found: Locator, name: str) -> Locator:
    visible = found.filter(visible=True)
    count = visible.count()
    if count > 1 and len(set(visible.evaluate_all(PLACES))) == 1:
        return visible.first
    assert count == 1, f"“{name}” is there {count} times on {found.page.url}"
    return visible


def _handle(target: Locator) -> ElementHandle:
    return target.element_handle()
