"""`huayuan demo`: the platform beside a simulated WeChat world, joined through the same interfaces as in production."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huayuan.access import api as access
from huayuan.access.contracts import PERMISSION_CODES, NewUser
from huayuan.bootstrap.demo_report import build_report
from huayuan.bootstrap.demo_story import DemoStory
from huayuan.bootstrap.local import announced
from huayuan.bootstrap.makers import House, make_house
from huayuan.bootstrap.serve import listen, make_server
from huayuan.kernel.crypto import Vault
from huayuan.kernel.logging import configure_logging
from huayuan.kernel.settings import Settings

LINK_MINUTES = 60
DEMO_LOGIN = "demo"
STATE_FILE = "sandbox.json"


@dataclass(frozen=True, slots=True)
class DemoOptions:
    data: Path | None
    customers: int
    days: int
    seed: int
    port: int
    seconds: float | None
    report: Path | None


def run_demo(options: DemoOptions) -> None:
    """Run until Ctrl-C, or for `options.seconds` of live life; then stop cleanly and write the report."""
    configure_logging("WARNING")
    folder = (
        nullcontext(str(options.data))
        if options.data
        else tempfile.TemporaryDirectory(prefix="huayuan-demo-")
    )
    with folder as data, sandbox(Path(data), options) as sandbox_url:
        listener = listen("127.0.0.1", options.port)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        # WeChat Pay is told where to notify us; the sandbox reaches this address.
        settings = Settings(
            data_dir=Path(data),
            port=options.port,
            host="127.0.0.1",
            wecom_api_url=sandbox_url,
            public_url=url,
        )
        house = make_house(settings)
        server = make_server(house)
        story = _Storyteller(
            house, url, sandbox_url, options, stop=lambda: setattr(server, "should_exit", True)
        )
        with announced(settings, url):
            story.start()
            server.run(sockets=[listener])
        story.join()
    print(
        "stopped; nothing was lost" + (f", data kept in {options.data}" if options.data else ""), flush=True
    )


class _Storyteller(threading.Thread):
    """Drives the demo from a thread of its own while the server runs in the main one."""

    def __init__(self, house: House, url: str, sandbox_url: str, options: DemoOptions, stop: Any) -> None:
        super().__init__(name="demo", daemon=True)
        self._house = house
        self._url = url
        self._sandbox_url = sandbox_url
        self._options = options
        self._stop = stop

    def run(self) -> None:
        try:
            self._tell()
        except Exception as error:
            print(f"demo: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
            if self._options.seconds is not None:
                self._stop()

    def _tell(self) -> None:
        story = DemoStory(self._url, self._sandbox_url, self._key())
        story.wait_until_ready()
        print(
            f"\n  Huayuan 花园  {self._login_link()}\n  (opens once, without a password; valid {LINK_MINUTES} minutes)\n",
            flush=True,
        )
        story.connect()
        story.play_history(self._options.days)
        story.import_orders()
        story.choose_people()
        story.serve_visitors()
        story.settle()
        story.live()
        if self._options.seconds is None:
            return
        story.watch(self._options.seconds)
        report = build_report(story, self._house.uow, self._house.services.get(Vault))
        if self._options.report:
            self._options.report.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
        print(json.dumps(report, ensure_ascii=False, indent=2), flush=True)
        self._stop()

    def _key(self) -> str:
        """An API key for the driver: it uses the same HTTP interface as anyone."""
        with self._house.uow.begin() as tx:
            return access.create_key(tx, "api", "demo", sorted(PERMISSION_CODES))[1]

    def _login_link(self) -> str:
        with self._house.uow.begin() as tx:
            user = access.find_user(tx, DEMO_LOGIN)
            if user is None:
                access.name_organization(tx, "木槿生活")
                owner = access.role_by_code(tx, "owner")
                user = access.create_user(tx, NewUser(DEMO_LOGIN, "演示管理员", owner.id))
            token = access.create_login_link(tx, user.id, LINK_MINUTES)
        return f"{self._url}/login?token={token}"


@contextmanager
def sandbox(data: Path, options: DemoOptions) -> Iterator[str]:
    """The simulated world as a process of its own; its state is kept in the data folder."""
    data.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable, "-m", "huayuan_sandbox", "--port", "0", "--customers", str(options.customers),
        "--days", str(options.days), "--seed", str(options.seed), "--state", str(data / STATE_FILE),
    ]  # fmt: skip
    # A session of its own, so that Ctrl-C reaches us first and the world outlives the platform's last calls.
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"the sandbox ended at once with code {process.wait()}")
        yield str(json.loads(line)["url"])
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
