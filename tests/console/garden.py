"""What console tests share: a platform with a week of customers behind it, and visitors who look at it in Chromium."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect
from stories.running import Api, Installation, World, sandbox

from huayuan.bootstrap.demo_story import DemoStory

BUILT = Path(__file__).parents[2] / "src" / "huayuan" / "_console"
CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"]
TIMEZONE = "Asia/Shanghai"
LARGE, PHONE = (1280, 800), (390, 844)
PATIENCE_MS = 30_000  # two slow cores, shared with other tests
CUSTOMERS, DAYS = 300, 7

expect.set_options(timeout=PATIENCE_MS)


@dataclass
class Garden:
    """A running platform, its owner's HTTP interface, the simulated world that feeds it, and its data folder."""

    url: str
    api: Api
    world: World
    data: Path

    def login_link(self, user_id: int | None = None) -> str:
        user = user_id or self.api.get("/session")["user"]["id"]
        return f"{self.url}/login?token={self.api.post(f'/users/{user}/login-link')['token']}"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def garden(folder: Path) -> Iterator[Garden]:
    """A week of `CUSTOMERS` people, worked off; nothing moves afterwards but what a test does."""
    # WeChat Pay must be told an address for its notices before the server has one.
    port = free_port()
    address = {"port": str(port), "public_url": f"http://127.0.0.1:{port}"}
    server = Installation(folder / "data", settings=address).process()
    try:
        server.ready()
        api = Api(server.url)
        permissions = [one for one in api.set_up()["permissions"] if one != "*"]
        key = api.post("/keys", {"kind": "api", "name": "story", "scopes": permissions})["secret"]
        with sandbox(CUSTOMERS, DAYS) as world:
            story = DemoStory(server.url, world.url, key)
            story.connect()
            story.play_history(DAYS)
            story.import_orders()
            api.settle()
            yield Garden(server.url, api, world, folder / "data")
    finally:
        server.kill()


@dataclass
class Visitors:
    """Opens browsers as different people, and holds every page to having no error in its console."""

    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def enter(
        self,
        url: str,
        state: Any = None,
        *,
        language: str = "zh",
        mode: Any = "light",
        size: tuple[int, int] = LARGE,
    ) -> Page:
        """A window on `url`; `state` is the storage of someone who is logged in."""
        phone = size == PHONE
        context = self.browser.new_context(
            base_url=url, storage_state=state, viewport={"width": size[0], "height": size[1]},
            locale="zh-CN" if language == "zh" else "en-GB", timezone_id=TIMEZONE,
            color_scheme=mode, is_mobile=phone, has_touch=phone, reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))
        self.contexts.append(context)
        return page

    def expect_refusals(self, *statuses: int) -> None:
        """From here on a request may be answered so: the browser writes a line about each."""
        self.expected += [f"status of {status} " for status in statuses]

    def expect_silence(self) -> None:
        """From here on the server may be unreachable."""
        self.expected += ["net::ERR_", "Failed to fetch"]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(word in message.text for word in self.expected):
            self.problems.append(f"{message.location.get('url')}: {message.text}")

    def leave(self) -> None:
        for context in self.contexts:
            context.close()
        assert self.problems == []


@dataclass(frozen=True)
class KnownVisitor:
    """Somebody of the mini program whom the platform knows by name: in the truth, in the app, as a customer."""

    person: str
    openid: str
    customer: int
    name: str

    @classmethod
    def of(cls, place: Garden) -> KnownVisitor:
        appid = place.api.get("/mini-program/programs")["items"][0]["account"]
        for row in place.world.lines("/truth"):
            ids = {one["kind"]: one for one in row["ids"] if one["evidence"] is not None}
            here = ids.get("mp_openid")
            if not here or here["account"] != appid or "wecom_external_userid" not in ids:
                continue
            found = place.api.get("/customers", q=here["value"])["items"]
            if found and found[0]["name"]:
                return cls(row["person"], here["value"], found[0]["id"], found[0]["name"])
        raise AssertionError("nobody of the mini program is known by name")


def settled(page: Page) -> Page:
    """The page once it shows its content: no skeleton, no spinner, no answer on its way."""
    page.locator("h1").first.wait_for()
    page.wait_for_function(
        "!document.querySelector('.hy-first-load, .hy-progress, .hy-bone, [data-busy=true], .ant-spin-spinning')"
    )
    return page


def open_page(page: Page, path: str, title: str | re.Pattern[str] | None = None) -> Page:
    page.goto(path)
    if title is not None:
        expect(page.locator("h1")).to_have_text(title)
    return settled(page)


def rows(page: Page) -> Locator:
    return page.locator("tbody tr.ant-table-row")


def pick(page: Page, label: str, *options: str) -> None:
    """Choose from a list by what its options say."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    for option in options:
        if box.is_editable():
            box.fill(option)
        page.locator(".ant-select-dropdown:visible .ant-select-item-option", has_text=option).first.click()


def pick_person(page: Page, label: str, who: KnownVisitor) -> None:
    page.get_by_role("combobox", name=label, exact=True).fill(who.name)
    page.locator(".ant-select-item-option", has_text=re.compile(f"· {who.customer}$")).first.click()


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")
