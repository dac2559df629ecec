"""The state file: what must survive a restart so that life goes on instead of beginning again."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from huayuan_sandbox.world.later import Plan
from huayuan_sandbox.world.people import PopulationRecord

VERSION = 2


class Connection(msgspec.Struct, forbid_unknown_fields=True):
    """`callback_urls` by the name of the service."""

    callback_urls: dict[str, str] = {}
    collector_url: str = ""
    write_key: str = ""


class Settings(msgspec.Struct, frozen=True):
    """What the world was made with; a state file fits only the same."""

    seed: int
    customers: int
    days: int


class StateFile(msgspec.Struct):
    version: int
    settings: Settings
    history_played: bool
    live: bool
    connection: Connection
    people: PopulationRecord
    plans: list[Plan]
    services: dict[str, msgspec.Raw]


class StateMismatch(ValueError):
    """The file was written for another seed, population or number of days."""


def read(path: Path, settings: Settings) -> StateFile | None:
    """None when there is no file yet. Raises StateMismatch and msgspec.ValidationError."""
    if not path.exists():
        return None
    state = msgspec.json.decode(path.read_bytes(), type=StateFile)
    if state.version != VERSION or state.settings != settings:
        raise StateMismatch(f"{path} was written for {state.settings}, not for {settings}")
    return state


def write(path: Path, state: StateFile) -> None:
    """Whole or not at all."""
    draft = path.with_name(path.name + ".new")
    draft.write_bytes(msgspec.json.encode(state))
    os.replace(draft, path)
