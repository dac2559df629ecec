"""The built console on a platform with a week of customers; made once, looked at by every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from console.garden import BUILT, CHROMIUM, CHROMIUM_ARGUMENTS, Garden, Visitors, garden
from playwright.sync_api import Browser, Page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever comes first waits until the garden has grown, which takes a slow machine minutes."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def built_console() -> None:
    if not (BUILT / "index.html").is_file():
        pytest.skip("the console is not built: run `make setup`")


@pytest.fixture(scope="session")
def place(built_console: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Garden]:
    with garden(tmp_path_factory.mktemp("garden")) as made:
        yield made


@pytest.fixture(scope="session")
def owner(place: Garden, browser: Browser) -> Any:
    return come_in(place, browser)


def come_in(place: Garden, browser: Browser) -> Any:
    """The storage of the owner's browser, who came in by a one-time link."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(place.login_link())
    page.locator(".hy-shell").wait_for(timeout=60_000)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def visitors(browser: Browser) -> Iterator[Visitors]:
    visitors = Visitors(browser)
    yield visitors
    visitors.leave()


@pytest.fixture
def console(visitors: Visitors, place: Garden, owner: Any) -> Page:
    """A large window of the owner, in Chinese."""
    return visitors.enter(place.url, owner)
