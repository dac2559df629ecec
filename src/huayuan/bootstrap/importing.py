"""`huayuan import`: through the running server, since it alone may have the warehouse file open; else directly."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import httpx

from huayuan.bootstrap.local import passing_key, running_server
from huayuan.bootstrap.makers import make_house
from huayuan.events.api import Committer
from huayuan.kernel.settings import Settings
from huayuan.marketplaces import api as marketplaces

ENDED = ("done", "failed", "cancelled")


def import_from_command_line(
    settings: Settings, file: Path, kind: str, mapping: dict[str, str], source: str
) -> int:
    """Import `file` and say what became of it; answers the exit code."""
    options = {"source": source} if source else {}
    url = running_server(settings)
    view = (
        _through_server(settings, url, file, kind, mapping, options)
        if url
        else _directly(settings, file, kind, mapping, options)
    )
    print(
        f"{view['file_name']}: {view['status']}; {view['rows_done']} rows read, {view['accepted']} accepted, "
        f"{view['duplicates']} known already, {view['rejected']} rejected"
    )
    if view["rejected"]:
        print(f"see why in the console under Import, or GET /api/imports/{view['id']}/errors.csv")
    return 0 if view["status"] == "done" else 1


def _directly(
    settings: Settings, file: Path, kind: str, mapping: dict[str, str], options: dict[str, Any]
) -> dict[str, Any]:
    house = make_house(settings)
    house.services.get(Committer).start()
    try:
        view = marketplaces.import_file(
            house.services, file, kind, mapping=mapping or None, options=options or None
        )
    finally:
        house.services.get(Committer).stop(settings.shutdown_seconds)
        house.stop()
    names = ("id", "file_name", "status", "rows_done", "accepted", "duplicates", "rejected")
    return {name: getattr(view, name) for name in names}


def _through_server(
    settings: Settings, url: str, file: Path, kind: str, mapping: dict[str, str], options: dict[str, Any]
) -> dict[str, Any]:
    with (
        passing_key(settings, "command line import", ["imports.read", "imports.write"]) as key,
        httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=300) as server,
    ):
        with file.open("rb") as stream:
            taken = _answer(
                server.post("/api/imports", data={"kind": kind}, files={"file": (file.name, stream)})
            )
        body = {"mapping": mapping or taken["suggested_mapping"], "options": options}
        view = _answer(server.post(f"/api/imports/{taken['id']}/start", json=body))
        while view["status"] not in ENDED:
            time.sleep(0.5)
            view = _answer(server.get(f"/api/imports/{taken['id']}"))
    return view


def _answer(response: httpx.Response) -> dict[str, Any]:
    if response.status_code >= 400:
        said = response.json()["error"]
        raise SystemExit(f"{said['code']}: {said['message']['en']}")
    found: dict[str, Any] = response.json()
    return found
