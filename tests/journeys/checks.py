"""What is asked of every page that a journey meets: axe, no sideways scroll, nothing broken in
the console, help lines, and a tab that gives nobody away.

A page is checked once in each shape: its route, its headings, whether errors are showing, the
width of the screen and whether the browser runs scripts.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NEUTRAL_END = " – Information"
NOT_A_CRISIS_SERVICE = "We are not a crisis service"

# Where scripts are off, timers never fire: axe is given ones that do. The page's own scripts
# stay as dead as before.
TIMERS = """
window.setTimeout = (job, wait, ...given) => { Promise.resolve().then(() => job(...given)); return 1; };
window.requestAnimationFrame = job => window.setTimeout(job);
0
"""  # noqa: E501
RUN_AXE = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(
  found => found.violations.map(one => [one.id, one.help, one.nodes.slice(0, 4).map(
    node => `${node.target} ${node.html.slice(0, 160)}`)]))"""
LOOK = """() => ({
  title: document.title,
  staff: document.body.classList.contains("staff"),
  headings: [...document.querySelectorAll("h1, h2, legend")].map(h => h.textContent.trim()),
  faulty: !!document.querySelector(".error-summary"),
  summaryFocused: document.activeElement?.classList.contains("error-summary") ?? false,
  textWidth: document.documentElement.scrollWidth,
  screenWidth: document.documentElement.clientWidth,
  text: document.body.textContent,
  lines: document.querySelectorAll("footer a[href^='tel:'], footer a[href^='sms:']").length,
  exit: !!document.querySelector("[data-exit]"),
  links: [...document.querySelectorAll("main a[href]")].map(
    a => [a.textContent.replace(/\\s+/g, " ").trim(), a.getAttribute("href")]),
})"""


def axe_source() -> str:
    package = find_spec("axe_playwright_python")
    folders = package.submodule_search_locations if package else None
    if not folders:
        raise RuntimeError("axe-playwright-python is not installed.")
    return (Path(folders[0]) / "axe.min.js").read_text(encoding="utf-8")


@dataclass
class Checks:
    """The checks of one run, and what they found so far."""

    service_names: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)
    seen: set[tuple[Any, ...]] = field(default_factory=set)
    axe: str = field(default_factory=axe_source)

    def look_over(self, page: Page, device: str, scripted: bool) -> None:
        look = page.evaluate(LOOK)
        where = route_of(page.url)
        shape = (where, device, look["faulty"], tuple(_plain(h) for h in look["headings"]))
        if shape in self.seen:
            return
        self.seen.add(shape)
        name = f"{where} on a {device}{' with errors' if look['faulty'] else ''}"
        self.checked.append(name)
        found = [*self._plain_faults(look, where), *self._axe_faults(page, scripted)]
        self.faults += [f"{name} ({page.url}): {fault}" for fault in found]
        self._keep_picture(page, where, device, look["faulty"])

    def _plain_faults(self, look: dict[str, Any], where: str) -> list[str]:
        faults = []
        if look["textWidth"] > look["screenWidth"]:
            faults.append(f"scrolls sideways: {look['textWidth']} > {look['screenWidth']}")
        if NOT_A_CRISIS_SERVICE not in look["text"] or look["lines"] < 2:
            faults.append("does not show the help lines")
        if look["faulty"] != look["title"].startswith("Error:"):
            faults.append(f"the title “{look['title']}” does not fit the page’s state")
        if look["faulty"] and not look["summaryFocused"]:
            faults.append("the list of what to mend does not take focus")
        if not look["staff"]:
            faults += self._neutral_faults(look)
        faults += _twins(look["links"])
        return faults

    def _neutral_faults(self, look: dict[str, Any]) -> list[str]:
        faults = []
        title = look["title"]
        if not title.endswith(NEUTRAL_END) or title in (NEUTRAL_END, f"Error: {NEUTRAL_END}"):
            faults.append(f"the tab says “{title}”")
        faults += [
            f"the tab names “{name}”"
            for name in self.service_names
            if name.lower() in title.lower()
        ]
        return faults

    def _axe_faults(self, page: Page, scripted: bool) -> list[str]:
        if not scripted:
            page.evaluate(TIMERS)
        page.evaluate(f"{self.axe};0")
        found = page.evaluate(RUN_AXE, RULES)
        return [f"axe {rule}: {words}: {' | '.join(nodes)}" for rule, words, nodes in found]

    def _keep_picture(self, page: Page, where: str, device: str, faulty: bool) -> None:
        folder = os.environ.get("ALONGSIDE_SHOTS")
        if not folder:
            return
        Path(folder).mkdir(parents=True, exist_ok=True)
        state = "-errors" if faulty else ""
        name = f"{device}-{len(self.checked):03}-{re.sub('[^a-z0-9]+', '-', where)}{state}.png"
        page.screenshot(path=str(Path(folder) / name), full_page=True)

    def take_faults(self) -> list[str]:
        faults, self.faults = self.faults, []
        return faults


def route_of(address: str) -> str:
    """The route's name with what is part of its meaning, not whose record it is."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return "nowhere"
    told = [str(v) for k, v in match.kwargs.items() if k in ("step", "purpose")]
    return " ".join([match.view_name or match._func_path, *told])


def _plain(heading: str) -> str:
    """A heading without figures, so that a count more is not another shape."""
    return re.sub(r"\d+", "0", heading)


def _twins(links: list[list[str]]) -> list[str]:
    """Links that read alike and lead to different places."""
    places: dict[str, set[str]] = {}
    for text, place in links:
        places.setdefault(text, set()).add(place)
    return [f"links “{text}” lead to {sorted(to)}" for text, to in places.items() if len(to) > 1]
