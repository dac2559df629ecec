"""Path → method and endpoint, as documented, below /official_account/ (WeCom has /cgi-bin/ for itself)."""

from __future__ import annotations

from huayuan_sandbox.services.official_account.call import Endpoint
from huayuan_sandbox.services.official_account.endpoints import (
    articles,
    basics,
    followers,
    mass,
    menus,
    messages,
    statistics,
    web,
)

PREFIX = "/official_account/"
NO_TOKEN = basics.NO_TOKEN | web.NO_TOKEN
# Bodies in which \uXXXX instead of UTF-8 is refused.
NO_ESCAPES = frozenset({"cgi-bin/menu/create", "cgi-bin/menu/addconditional"})

_MODULES = (basics, followers, menus, messages, mass, articles, statistics, web)
ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    path: entry for module in _MODULES for path, entry in module.ENDPOINTS.items()
}
ENDPOINTS["cgi-bin/openapi/quota/get"] = ("POST", basics.quota_get(frozenset(ENDPOINTS)))
