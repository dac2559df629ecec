"""The menu, conditional menus, and which of them somebody sees."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.official_account.call import Call, Endpoint, done
from huayuan_sandbox.services.official_account.errors import OfficialAccountError


def create(call: Call) -> dict[str, Any]:
    call.account.menus.create(call.body.get("button"))
    return done()


def get(call: Call) -> dict[str, Any]:
    menus = call.account.menus
    if menus.default is None:
        raise OfficialAccountError(46003)
    answer: dict[str, Any] = {"menu": {"button": menus.default, "menuid": menus.menuid}}
    if menus.conditional:
        answer["conditionalmenu"] = [
            {"button": menu.button, "matchrule": menu.matchrule, "menuid": menu.menuid}
            for menu in reversed(menus.conditional)
        ]
    return answer


def delete(call: Call) -> dict[str, Any]:
    """Conditional menus go with it."""
    call.account.menus.delete()
    return done()


def addconditional(call: Call) -> dict[str, Any]:
    return {"menuid": call.account.menus.add(call.body.get("button"), call.body.get("matchrule"))}


def delconditional(call: Call) -> dict[str, Any]:
    call.account.menus.drop(call.number("menuid"))
    return done()


def trymatch(call: Call) -> dict[str, Any]:
    if call.account.menus.default is None:
        raise OfficialAccountError(46003)
    return {"button": call.account.menus.seen_by(call.follower("user_id"))[0]}


def current(call: Call) -> dict[str, Any]:
    """The other shape of the same menu: sub_button is {"list": […]}."""
    menu = call.account.menus.default
    if menu is None:
        return {"is_menu_open": 0, "selfmenu_info": {"button": []}}
    rows = [
        {**top, "sub_button": {"list": top["sub_button"]}} if top.get("sub_button") else top for top in menu
    ]
    return {"is_menu_open": 1, "selfmenu_info": {"button": rows}}


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "cgi-bin/menu/create": ("POST", create),
    "cgi-bin/menu/get": ("GET", get),
    "cgi-bin/menu/delete": ("GET", delete),
    "cgi-bin/menu/addconditional": ("POST", addconditional),
    "cgi-bin/menu/delconditional": ("POST", delconditional),
    "cgi-bin/menu/trymatch": ("POST", trymatch),
    "cgi-bin/get_current_selfmenu_info": ("GET", current),
}
