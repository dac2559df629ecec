"""微信客服: customers come and write, servicers answer and end."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan_sandbox.services.wecom.acts.stage import Acts, Nothing, Stage
from huayuan_sandbox.services.wecom.kf import Account, Kf, Session


class WriteWish(msgspec.Struct, forbid_unknown_fields=True):
    """`text` "" = the customer only opens the chat; `enter` false = they have it open. `open_kfid` "" = the first account."""

    customer: str
    text: str = ""
    open_kfid: str = ""
    scene: str = ""
    enter: bool = True


class AnswerWish(msgspec.Struct, forbid_unknown_fields=True):
    customer: str
    userid: str
    text: str = "您好，请问有什么可以帮您？"
    open_kfid: str = ""


class CustomerWish(msgspec.Struct, forbid_unknown_fields=True):
    customer: str
    open_kfid: str = ""


def accounts(stage: Stage, _: Nothing) -> dict[str, Any]:
    kf = stage.corp.part(Kf)
    return {"accounts": [{"open_kfid": one.open_kfid, "name": one.name, "servicers": one.servicers}
                         for one in kf.living()]}  # fmt: skip


def write(stage: Stage, wish: WriteWish) -> dict[str, Any]:
    kf, person, account = stage.corp.part(Kf), stage.person(wish.customer), _account(stage, wish.open_kfid)
    if wish.enter:
        kf.enter(person, account, stage.now, wish.scene)
    answer: dict[str, Any] = {"external_userid": person.external_userid, "open_kfid": account.open_kfid}
    if wish.text:
        answer["msgid"] = kf.write(person, account, stage.now, "text", {"content": wish.text})
    return answer


def answer(stage: Stage, wish: AnswerWish) -> dict[str, Any]:
    session = _session(stage, wish.customer, wish.open_kfid)
    return {"msgid": stage.corp.part(Kf).answer(session, stage.staff(wish.userid), wish.text, stage.now)}


def end(stage: Stage, wish: CustomerWish) -> dict[str, Any]:
    stage.corp.part(Kf).end(_session(stage, wish.customer, wish.open_kfid), stage.now)
    return {}


def refuse(stage: Stage, wish: CustomerWish) -> dict[str, Any]:
    """From now on what is sent is taken and then reported as not delivered."""
    _session(stage, wish.customer, wish.open_kfid).refuses = True
    return {}


def _account(stage: Stage, open_kfid: str) -> Account:
    kf = stage.corp.part(Kf)
    return kf.account(open_kfid or kf.living()[0].open_kfid)


def _session(stage: Stage, customer: str, open_kfid: str) -> Session:
    return stage.corp.part(Kf).session(
        _account(stage, open_kfid).open_kfid, stage.person(customer).external_userid
    )


ACTS: Acts = {
    "kf": (Nothing, accounts),
    "kf/write": (WriteWish, write),
    "kf/answer": (AnswerWish, answer),
    "kf/end": (CustomerWish, end),
    "kf/refuse": (CustomerWish, refuse),
}
