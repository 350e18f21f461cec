"""A real Chromium on a real server: what people walk through, on a phone and on a desk.

`page_phone` (360 px) and `page_desktop` (1280 px) are ready pages; `open_page(360, script=False)`
makes others. A page that writes an error to its console fails its test.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.cast import House, add_member, build_house
from tests.flushing import lift_audit_triggers
from tests.journeys.coordinating import robin_is_welcomed
from tests.journeys.days import a_thursday_morning
from tests.journeys.pairing import june_is_introduced, kit_and_sam_want_the_last_place
from tests.journeys.readying import everything_is_ready
from tests.journeys.referring import robin_writes
from tests.journeys.setting_up import set_up_everything
from tests.journeys.spoken import june_goes_all_the_way
from tests.journeys.visitor import take_pictures
from tests.journeys.world import World

__all__ = ["lift_audit_triggers"]  # a fixture that every test has

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop in this thread

PHONE, DESKTOP = 360, 1280
HEIGHT = {PHONE: 740, DESKTOP: 900}
NOISE = ("the server responded with a status of 4",)  # a page to mend is a 422, which is wanted

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("ALONGSIDE_CHROMIUM"),
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, live_server) -> Iterator[OpenPage]:
    """`open_page(width, script=True, **context)` is a new browser with cookies of its own."""
    contexts, complaints = [], []

    def listen(page: Page) -> None:
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.on(
            "console",
            lambda line: (
                complaints.append(line.text)
                if line.type == "error" and not any(noise in line.text for noise in NOISE)
                else None
            ),
        )

    def make(width: int = DESKTOP, *, script: bool = True, **options: object) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT.get(width, 800)},
            base_url=live_server.url,
            java_script_enabled=script,
            **options,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        listen(page)
        return page

    yield make
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def page_phone(open_page: OpenPage) -> Page:
    return open_page(PHONE)


@pytest.fixture
def page_desktop(open_page: OpenPage) -> Page:
    return open_page(DESKTOP)


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    """The same walk on both."""
    return open_page(request.param)


@pytest.fixture(scope="session")
def check_accessible() -> Callable[[Page], None]:
    """axe finds nothing, and nothing has to be scrolled sideways."""
    axe = Axe()

    def check(page: Page) -> None:
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{page.url} is {wide} px too wide"

    return check


@pytest.fixture
def house(transactional_db) -> House:
    cache.clear()
    return build_house()


@pytest.fixture
def alex(house: House):
    """Alex got in touch with the house and can sign in. Gives their referral."""
    return add_member(house)


WORLD: pytest.StashKey[World] = pytest.StashKey()
PICTURES = Path("test-results")


@pytest.fixture(scope="session")
def world(
    request: pytest.FixtureRequest, browser: Browser, django_db_setup, django_db_blocker
) -> Iterator[World]:
    """One empty database and one server for all walks that build on each other.

    Tests that empty the database run before: they ask for `live_server`, these do not.
    """
    with django_db_blocker.unblock(), an_empty_database(), a_thursday_morning() as clock:
        cache.clear()
        server = LiveServer("localhost")
        made = World(server.url, browser, clock)
        request.session.stash[WORLD] = made
        yield made
        made.close_visitors()
        server.stop()
        connection.close()


@contextmanager
def an_empty_database() -> Iterator[None]:
    """The one that other tests leave empty; or one of our own, if no test here asked for any."""
    if Path(str(connection.settings_dict["NAME"])).name.startswith("test_"):
        yield
        return
    made = setup_databases(verbosity=0, interactive=False, aliases=["default"])
    try:
        yield
    finally:
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def open_service(world: World) -> str:
    """A service that takes people, set up in the browser. Gives the one-time address."""
    return set_up_everything(world)


@pytest.fixture(scope="session")
def ready(world: World, open_service: str) -> None:
    """Questions are switched on, and Dan can be beside one person."""
    everything_is_ready(world)


@pytest.fixture(scope="session")
def last_place(world: World, ready: None) -> tuple[str, str]:
    """Two said yes to it in the same second. Who got it, and who did not."""
    return kit_and_sam_want_the_last_place(world)


@pytest.fixture(scope="session")
def june_beside_dan(world: World, last_place: tuple[str, str]) -> None:
    june_is_introduced(world)


@pytest.fixture(scope="session")
def junes_way(world: World, june_beside_dan: None) -> None:
    """All of it is over, and she has come back."""
    june_goes_all_the_way(world)


@pytest.fixture(scope="session")
def robins_reference(world: World, open_service: str) -> str:
    """Robin, a stranger, has got in touch for herself."""
    return robin_writes(world)


@pytest.fixture(scope="session")
def robin_waits(world: World, robins_reference: str) -> None:
    """Robin was welcomed, said no to her doctor and yes to the rest, and is on the list."""
    robin_is_welcomed(world)


@pytest.fixture(autouse=True)
def every_page_holds(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a walk: what was found wrong with the pages on its way."""
    yield
    world = request.session.stash.get(WORLD, None)
    if world is not None:
        world.close_visitors()
        faults = world.checks.take_faults()
        assert not faults, "\n".join(["Faults in pages:", *faults])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    report = yield
    world = item.session.stash.get(WORLD, None)
    if report.failed and world is not None:
        take_pictures(world.visitors, PICTURES, item.name)
    return report
