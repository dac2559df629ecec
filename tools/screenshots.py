"""Pictures of every page of the console: `python tools/screenshots.py FOLDER`, or `make screenshots`.

Plays a week of the demo's customers and looks at it through Chromium: FOLDER/zh-1440/overview.png and so on. With
`--link` it looks at a running platform instead, through a one-time login link (Settings, Accounts).
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).parents[1]
CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"]
TIMEZONE = "Asia/Shanghai"
WIDTHS = {1440: 900, 390: 844}  # the window's width and height
PHONE = 600  # narrower windows are phones
TALLEST = 2000  # the rest of a longer page repeats what is above
PATIENCE_MS = 30_000


@dataclass(frozen=True)
class View:
    """A page as it is looked at. `path` may hold {names} of `findings`; `then` opens what has no address."""

    name: str
    path: str
    then: Callable[[Page], None] | None = None
    logged_in: bool = True


def _press_primary(page: Page) -> None:
    page.locator(".hy-page-actions .ant-btn-primary").click()
    page.locator(".ant-drawer-open .ant-drawer-content-wrapper").wait_for()
    page.wait_for_timeout(400)


def _press_check(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^(检测|Check)$")).click()
    page.locator(".hy-checks").wait_for()


def _press_next(page: Page) -> None:
    page.locator(".hy-wizard-foot .ant-btn").last.click()
    page.locator(".hy-wizard-form").wait_for()


def _open_search(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("a")
    page.wait_for_timeout(800)


def _open_row(page: Page) -> None:
    page.locator("tbody tr.ant-table-row").first.click()


def _select_rows(page: Page) -> None:
    for row in (1, 2, 3):
        page.locator("tbody tr.ant-table-row .ant-checkbox-wrapper").nth(row).click()


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=re.compile(name)).first.click()
    page.wait_for_timeout(500)


def _ask_why(page: Page) -> None:
    page.locator("tbody tr.ant-table-row .hy-row-menu").first.click()
    page.get_by_role("menuitem").first.click()
    page.locator(".hy-answers").wait_for()
    page.wait_for_timeout(400)


def _fill_mass(page: Page) -> None:
    page.locator("textarea").first.fill("春茶到店了，给您留了一份试饮装，这周来店里就能领。")
    page.get_by_role("combobox").first.click()
    page.locator(".ant-select-item-option").first.click()
    page.wait_for_timeout(800)


VIEWS = (
    View("login", "/login", logged_in=False),
    View("overview", "/"),
    View("overview-gmv", "/?measure=gmv"),
    View("customers", "/customers"),
    View("customers-filtered", "/customers?channel=moments,xiaohongshu&orders_min=1&sort=-gmv"),
    View("customers-none", "/customers?q=nobody-has-this-name"),
    View("conflicts", "/customers/conflicts"),
    View("customer-merge", "/customers/{customer}/merge?with={other_customer}"),
    View("customer-timeline", "/customers/{customer}"),
    View("customer-orders", "/customers/{customer}/orders"),
    View("customer-identities", "/customers/{customer}/identities"),
    View("segments", "/segments"),
    View("segments-library", "/segments", lambda page: _press(page, "从模板新建|From a template")),
    View("segment", "/segments/{segment}"),
    View("segment-rule", "/segments/{segment}/rule"),
    View("segment-edit", "/segments/{segment}/edit"),
    View("segment-new", "/segments/new"),
    View("segment-lists", "/segments/lists"),
    View("segments-overlap", "/segments/overlap?of={segment},{other_segment}"),
    View("customer-history", "/customers/{customer}/history"),
    View("tags", "/tags"),
    View("tag-group-new", "/tags", _press_primary),
    View("tag", "/tags/{tag}"),
    View("tags-actions", "/tags/actions"),
    View("tag-action-new", "/tags/actions", _press_primary),
    View("tags-usage", "/tags/usage?compare={tag},{other_tag}"),
    View("tags-quality", "/tags/quality"),
    View("tags-sync", "/tags/sync"),
    View("traits", "/traits"),
    View("trait-new", "/traits", _press_primary),
    View("lifecycle", "/boards/lifecycle"),
    View("lifecycle-limits", "/boards/lifecycle", lambda page: _press(page, "调整标准|Change limits")),
    View("rfm", "/boards/rfm"),
    View("rfm-people", "/boards/rfm", lambda page: _press(page, "查看这些客户|See these customers")),
    View("live-codes", "/live-codes"),
    View("live-code-new", "/live-codes", _press_primary),
    View("live-code", "/live-codes/{live_code}"),
    View("account-figures", "/official-account/{official_account}/figures"),
    View("account-menu", "/official-account/{official_account}/menu"),
    View("account-mass", "/official-account/{official_account}/mass"),
    View("account-mass-new", "/official-account/{official_account}/mass", _press_primary),
    View("account-drafts", "/official-account/{official_account}/drafts"),
    View("account-draft-new", "/official-account/{official_account}/drafts", _press_primary),
    View("account-codes", "/official-account/{official_account}/codes"),
    View("account-code-new", "/official-account/{official_account}/codes", _press_primary),
    View("account-templates", "/official-account/{official_account}/templates"),
    View("mass-messages", "/mass-messages"),
    View("mass-message-new", "/mass-messages/new", _fill_mass),
    View("mass-message", "/mass-messages/{mass}"),
    View("mass-message-recipients", "/mass-messages/{mass}?tab=recipients"),
    View("moments", "/moments"),
    View("moment-new", "/moments/new"),
    View("moment", "/moments/{moment}"),
    View("acquisition", "/acquisition"),
    View("acquisition-new", "/acquisition", _press_primary),
    View("acquisition-link", "/acquisition/{acquisition_link}"),
    View("handovers", "/handovers"),
    View("handover-new", "/handovers", _press_primary),
    View("handovers-unassigned", "/handovers/unassigned"),
    View("groups", "/groups"),
    View("groups-figures", "/groups/figures"),
    View("groups-join-ways", "/groups/join-ways"),
    View("groups-join-way", "/groups/join-ways/{join_way}"),
    View("groups-welcomes", "/groups/welcomes"),
    View("groups-welcome-new", "/groups/welcomes", _press_primary),
    View("staff-work", "/staff-work"),
    View("staff-work-words", "/staff-work/words"),
    View("staff-work-rule-new", "/staff-work/words", _press_primary),
    View("products", "/products"),
    View("product-new", "/products", _press_primary),
    View("media", "/media"),
    View("conversations", "/conversations"),
    View("conversation", "/conversations/{conversation}"),
    View("conversation-accounts", "/conversations/accounts"),
    View("payments", "/payments"),
    View("payments-refunds", "/payments/refunds"),
    View("payments-transfers", "/payments/transfers"),
    View("payments-transfer-new", "/payments/transfers", _press_primary),
    View("payments-stocks", "/payments/stocks"),
    View("payments-stock-new", "/payments/stocks", _press_primary),
    View("payments-coupons", "/payments/coupons"),
    View("mini-program", "/mini-program"),
    View("mini-program-link-new", "/mini-program", _press_primary),
    View("mini-program-templates", "/mini-program/templates"),
    View("mini-program-figures", "/mini-program/figures"),
    View("shop-lives", "/shop"),
    View("shop-orders", "/shop/orders"),
    View("imports", "/imports"),
    View("import", "/imports/{import}"),
    View("events", "/events"),
    View("events-live", "/events/live"),
    View("events-rejected", "/events/rejected"),
    View("users", "/settings/users"),
    View("user-new", "/settings/users", _press_primary),
    View("roles", "/settings/roles"),
    View("connections", "/settings/connections"),
    View("connection", "/settings/connections/{connection}", _press_check),
    View("connection-new", "/settings/connections/new"),
    View("connection-new-steps", "/settings/connections/new?kind=wecom"),
    View("connection-new-fields", "/settings/connections/new?kind=wecom", _press_next),
    View("keys", "/settings/keys"),
    View("key-new", "/settings/keys", _press_primary),
    View("audit", "/settings/audit"),
    View("account", "/settings/account"),
    View("not-found", "/nowhere"),
)
# What only a large window has: on a phone these are other controls.
LARGE_VIEWS = (
    View("search", "/", _open_search),
    View("segment-why", "/segments/{segment}", _ask_why),
    View("customers-selected", "/customers", _select_rows),
    View("event-properties", "/events", _open_row),
)
FINDINGS = {
    "customer": "/api/customers?sort=-events&limit=1",
    "other_customer": "/api/customers?sort=-events&limit=1&offset=1",
    "live_code": "/api/live-codes?status=active&limit=1",
    "import": "/api/imports?limit=1",
    "connection": "/api/connections",
    "conversation": "/api/wecom/kf/conversations?limit=1",
    "segment": "/api/segments?sort=-size&limit=1",
    "other_segment": "/api/segments?sort=-size&limit=1&offset=1",
    "official_account": "/api/official-accounts",
    "acquisition_link": "/api/wecom/acquisition-links?limit=1",
    "join_way": "/api/wecom/join-ways?limit=1",
    "tag": "/api/tags/usage",
    "other_tag": "/api/tags",
    "mass": "/api/wecom/mass-messages?limit=1",
    "moment": "/api/wecom/moments?limit=1",
}


def settle(page: Page) -> None:
    """Until the page shows its content and stands still."""
    page.locator("h1").first.wait_for(timeout=PATIENCE_MS)
    page.wait_for_function(
        "!document.querySelector('.hy-first-load, .hy-progress, .hy-bone, [data-busy=true], .ant-spin-spinning')",
        timeout=PATIENCE_MS,
    )
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(350)


def plant_segments(page: Page) -> None:
    """Ready-made segments, where nobody has made any."""
    page.evaluate(
        """async () => {
            const ask = (path, more) => fetch(path, more).then((answer) => answer.json());
            if ((await ask("/api/segments?limit=1")).total) return;
            const { csrf_token } = await ask("/api/session");
            const { items } = await ask("/api/segments/library");
            for (const { key } of items.slice(0, 6)) {
                await ask(`/api/segments/library/${key}`, { method: "POST", headers: { "X-CSRF-Token": csrf_token } });
            }
        }"""
    )
    page.wait_for_timeout(4_000)  # until they are counted


def plant_outreach(page: Page) -> None:
    """A mass message and a moment that staff have yet to tap, where nobody has made any."""
    page.evaluate(
        """async () => {
            const ask = (path, more) => fetch(path, more).then((answer) => answer.json());
            const { csrf_token } = await ask("/api/session");
            const post = (path, body) => ask(path, { method: "POST", body: JSON.stringify(body),
                headers: { "X-CSRF-Token": csrf_token, "Content-Type": "application/json" } });
            const staff = (await ask("/api/staff?active=true&serves=true&limit=8")).items.map(({ id }) => id);
            if (!(await ask("/api/wecom/mass-messages?limit=1")).total) {
                const text = "春茶到店了，给您留了一份试饮装，这周来店里就能领。";
                await post("/api/wecom/mass-messages", { name: "三月春茶", text, audience: { staff_ids: staff } });
            }
            if (!(await ask("/api/wecom/moments?limit=1")).total) {
                await post("/api/wecom/moments", { text: "头采明前茶到了，欢迎来店里坐坐。", staff_ids: staff });
            }
        }"""
    )
    page.wait_for_timeout(8_000)  # until the platform has made them


def findings(page: Page) -> dict[str, str]:
    """The records that stand for their kind: `{"customer": "12", …}`; a kind without a record is left out."""
    found = {}
    for name, address in FINDINGS.items():
        items = page.evaluate("address => fetch(address).then(answer => answer.json())", address)["items"]
        if items:
            found[name] = str(items[0]["id"])
    return found


@contextmanager
def demo_link(customers: int, days: int) -> Iterator[str]:
    """A demo of its own, with its history played; answers its login link."""
    with tempfile.TemporaryDirectory(prefix="huayuan-screenshots-") as data:
        command = [sys.executable, "-m", "huayuan", "demo", "--port", "0", "--data", data]
        command += ["--customers", str(customers), "--days", str(days)]
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        try:
            yield _link_when_live(process)
        finally:
            process.terminate()
            process.wait(60)


def _link_when_live(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    link, said = "", ""
    for line in process.stdout:
        said += line
        if found := re.search(r"http\S+/login\?token=\S+", line):
            link = found[0]
        if "the world is live" in line:
            return link
    raise SystemExit(f"the demo ended with code {process.wait()}:\n{said}")


def photograph(page: Page, home: str, known: dict[str, str], views: list[View], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for view in views:
        try:
            address = home + view.path.format(**known)
        except KeyError:
            continue  # nothing of that kind is there to be looked at
        page.goto(address)
        settle(page)
        if view.then:
            view.then(page)
            page.wait_for_timeout(300)
        _take(page, folder / f"{view.name}.png")


def _take(page: Page, path: Path) -> None:
    """The whole page in a window as high as it is, so that what sticks to an edge is where it belongs."""
    window = page.viewport_size or ViewportSize(width=1440, height=900)
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": window["width"], "height": min(TALLEST, max(height, window["height"]))})
    page.wait_for_timeout(150)
    page.screenshot(path=path)
    page.set_viewport_size(window)


def _photograph_all(browser: Browser, link: str, wish: argparse.Namespace) -> None:
    home = "{0.scheme}://{0.netloc}".format(urlsplit(link))
    door = browser.new_context()
    entry = door.new_page()
    entry.goto(link)
    entry.locator(".hy-shell").wait_for(timeout=PATIENCE_MS)
    plant_segments(entry)
    plant_outreach(entry)
    session, known = door.storage_state(), findings(entry)
    door.close()
    for mode, language, width in product(wish.modes, wish.languages, wish.widths):
        folder = wish.folder / (f"{language}-{width}" + ("-dark" if mode == "dark" else ""))
        views = [view for view in VIEWS + (LARGE_VIEWS if width > PHONE else ()) if _wanted(view, wish.only)]
        for logged_in in (True, False):
            context = browser.new_context(
                viewport={"width": width, "height": WIDTHS.get(width, 900)},
                is_mobile=width <= PHONE,
                has_touch=width <= PHONE,
                timezone_id=TIMEZONE,
                color_scheme=mode,
                storage_state=session if logged_in else None,
            )
            context.add_init_script(f"localStorage.setItem('huayuan.language', '{language}')")
            chosen = [view for view in views if view.logged_in == logged_in]
            photograph(context.new_page(), home, known, chosen, folder)
            context.close()


def _wanted(view: View, only: list[str] | None) -> bool:
    return not only or any(view.name.startswith(word) for word in only)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--link", help="login link of a running platform; without it a demo is started")
    parser.add_argument("--languages", nargs="+", default=["zh", "en"], choices=["zh", "en"])
    parser.add_argument("--modes", nargs="+", default=["light"], choices=["light", "dark"])
    parser.add_argument("--widths", nargs="+", type=int, default=list(WIDTHS))
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only pages whose name begins so")
    parser.add_argument("--customers", type=int, default=300)
    parser.add_argument("--days", type=int, default=7)
    wish = parser.parse_args()
    with ExitStack() as stack:
        link = wish.link or stack.enter_context(demo_link(wish.customers, wish.days))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        _photograph_all(browser, link, wish)
        browser.close()
    print(f"{sum(1 for _ in wish.folder.rglob('*.png'))} pictures in {wish.folder}")


if __name__ == "__main__":
    main()
