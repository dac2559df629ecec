"""Pure decisions of compliance: what a reason may say, how an identifier is spelled before it is hashed."""

from __future__ import annotations

import re
import unicodedata

from huayuan.compliance.contracts import PersonalIdentifier
from huayuan.compliance.errors import ReasonMissing, ScopeTooNarrow
from huayuan.kernel.caller import Caller

_ADDRESS = re.compile(r"[^\s@，。；]+@[^\s@，。；]+")
_NUMBER = re.compile(r"\d(?:[\s\-()]*\d){4,}[Xx]?")


def checked_reason(reason: str) -> str:
    """A reason fit for the audit log: 2 to 200 characters, with mail addresses and long numbers (telephone,
    identity card, order) blotted out. A name cannot be recognised; the form asks to leave it out.

    Raises ReasonMissing.
    """
    text = " ".join(unicodedata.normalize("NFKC", reason).split())
    if not 2 <= len(text) <= 200:
        raise ReasonMissing()
    return _NUMBER.sub("•••", _ADDRESS.sub("•••", text))


def check_scope(caller: Caller) -> None:
    """A person's rights reach across all stores. Raises ScopeTooNarrow."""
    if caller.scope.kind != "all":
        raise ScopeTooNarrow()


def hash_input(identifier: PersonalIdentifier) -> tuple[str, str]:
    """(kind, text) to be hashed: equal for every spelling of one identifier. Telephones go without +86."""
    value = unicodedata.normalize("NFKC", identifier.value).strip()
    if identifier.kind == "phone":
        digits = "".join(character for character in value if character.isdigit())
        digits = digits.lstrip("0")
        value = (digits.removeprefix("86") if len(digits) >= 12 else digits).lstrip("0")
    return f"erased:{identifier.kind}", f"{identifier.account}\x1f{value}"
