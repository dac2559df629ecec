"""Serves the built console and the tracker: files with long-lived caching, and index.html for every page of the app."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, PlainTextResponse, Response

from huayuan.kernel.errors import NotFound
from huayuan.kernel.routes import public

_NO_CONSOLE = (
    "The console is not built into this installation. Install with HUAYUAN_CONSOLE=auto, or use the API."
)
_TRACKERS = ("huayuan.js", "huayuan-miniprogram.js")
_SERVER_PATHS = ("api/", "v1/", "callbacks/", "sdk/", "healthz", "readyz", "metrics")


def mount_console(app: FastAPI) -> None:
    folder = Path(str(files("huayuan") / "_console"))
    sdk = Path(str(files("huayuan") / "_sdk"))

    @app.get(
        "/sdk/{name}",
        include_in_schema=False,
        dependencies=[public("the tracker is loaded by the brand's own pages")],
    )
    def tracker(name: str) -> Response:
        if name not in _TRACKERS or not (sdk / name).is_file():
            raise NotFound(what="file")
        headers = {"Cache-Control": "public, max-age=3600", "Access-Control-Allow-Origin": "*"}
        return FileResponse(sdk / name, media_type="text/javascript", headers=headers)

    @app.get(
        "/{path:path}",
        include_in_schema=False,
        dependencies=[public("the console's own files; it asks for a login itself")],
    )
    def console(request: Request, path: str) -> Response:
        if path.startswith(_SERVER_PATHS):
            raise NotFound(what="page")
        if not (folder / "index.html").is_file():
            return PlainTextResponse(_NO_CONSOLE, status_code=503)
        found = (folder / path).resolve()
        if path and found.is_file() and found.is_relative_to(folder.resolve()):
            return FileResponse(
                found,
                headers={"Cache-Control": "public, max-age=31536000, immutable"} if "assets/" in path else {},
            )
        if path.startswith("assets/"):
            raise NotFound(what="file")
        return FileResponse(folder / "index.html", headers={"Cache-Control": "no-cache"})
