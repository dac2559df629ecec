"""`python -m huayuan_sandbox`: binds, prints {"url": …} on one line, serves until interrupted."""

from __future__ import annotations

import argparse
import json
import logging
import socket
from pathlib import Path

import uvicorn

from huayuan_sandbox.app import create_app
from huayuan_sandbox.sandbox import Sandbox
from huayuan_sandbox.state import Settings
from huayuan_sandbox.world.parameters import default_parameters, read_parameters


def main() -> None:
    options = _options()
    parameters = read_parameters(options.parameters) if options.parameters else default_parameters()
    settings = Settings(options.seed, options.customers, options.days)
    sandbox = Sandbox(settings, parameters=parameters, state_path=options.state)
    # Named protocol: asyncio switches Nagle off only for sockets that say they are TCP.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((options.host, options.port))
    listener.listen(2048)
    url = options.public_url or f"http://{options.host}:{listener.getsockname()[1]}"
    sandbox.serve_at(url)
    print(json.dumps({"url": url}), flush=True)
    logging.getLogger("uvicorn.error").addFilter(_is_no_injected_cut)
    app = create_app(sandbox, tells_date=True)
    server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="warning", date_header=False))
    server.run(sockets=[listener])


def _is_no_injected_cut(record: logging.LogRecord) -> bool:
    """An answer cut off on request is what uvicorn would complain about."""
    return "without completing response" not in record.getMessage()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="huayuan_sandbox",
        description="The WeChat world on loopback. Prints its address as JSON, then serves; open it in a browser.",
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 = any free port")
    parser.add_argument(
        "--public-url", default="", help="the address others use, when it is not http://host:port"
    )
    parser.add_argument("--customers", type=int, default=5000)
    parser.add_argument("--days", type=int, default=30, help="length of the history")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, help="file that remembers the world between starts")
    parser.add_argument("--parameters", type=Path, help="another world/parameters.toml")
    return parser.parse_args()


if __name__ == "__main__":
    main()
