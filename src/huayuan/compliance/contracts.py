"""What a person's rights need and yield."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from huayuan.kernel.crypto import Vault
from huayuan.kernel.privacy import PrivacyHooks

PERSON_ERASED = "compliance.person_erased"  # topic; payload {"person_id"}


class PersonalIdentifier(NamedTuple):
    """An identifier in plain; `kind` and `account` as identity names them, account empty if it has none."""

    kind: str
    value: str
    account: str = ""


@dataclass(frozen=True, slots=True)
class PersonRights:
    """Everyone's part in a person's rights, in rank order, lowest first. A service, filled by bootstrap."""

    hooks: tuple[PrivacyHooks, ...]
    vault: Vault

    def __post_init__(self) -> None:
        if unready := [hooks.feature for hooks in self.hooks if not hooks.complete]:
            raise ValueError(f"no export or no erase registered by: {', '.join(unready)}")


@dataclass(frozen=True, slots=True)
class PersonExport:
    """All we keep about a person. `data`: feature → JSON-able."""

    person_id: int
    exported_at: datetime
    identifiers: tuple[PersonalIdentifier, ...]
    data: Mapping[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Erasure:
    """`removed`: feature → rows removed. `remembered`: identifiers of which a keyed hash is kept."""

    person_id: int
    removed: Mapping[str, int]
    remembered: int
