"""商家转账: money that arrives only when the receiver taps to take it, within 24 hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huayuan_sandbox.services.pay import keys
from huayuan_sandbox.services.pay.call import Call
from huayuan_sandbox.services.pay.crypto import open_sensitive
from huayuan_sandbox.services.pay.errors import PayError, bad_parameter, not_enough, not_found, refused
from huayuan_sandbox.services.pay.models import Notice, Transfer
from huayuan_sandbox.services.pay.times import rfc3339
from huayuan_sandbox.world.people import Person

if TYPE_CHECKING:
    from huayuan_sandbox.services.pay.merchant import Merchant

_TO_CONFIRM = 24 * 3600
_ARRIVES_AFTER = 2.0
_LEAST = 10
_FINAL = ("SUCCESS", "FAIL", "CANCELLED")
_NAME_FROM = 2000_00
# scene → the report infos that must be given, in this order; None = the names were not verified
SCENES: dict[str, tuple[str, ...] | None] = {
    "1000": ("活动名称", "奖励说明"), "1005": ("岗位类型", "报酬说明"), "1006": None, "1011": ("赔付原因",),
}  # fmt: skip


class TransferDesk:
    def __init__(self, merchant: Merchant) -> None:
        self._merchant = merchant
        self.rows: dict[str, Transfer] = {}
        self._open: dict[str, Transfer] = {}

    def create(self, call: Call) -> Transfer:
        """The same number with the same parameters gives the same bill; otherwise ALREADY_EXISTS."""
        number = call.text("out_bill_no", 32, pattern=r"[0-9A-Za-z]{1,32}")
        known = self.rows.get(number)
        if known is not None:
            if known.fingerprint != call.fingerprint():
                raise PayError(400, "ALREADY_EXISTS", "商户单号已存在，且参数不一致")
            return known
        amount = call.money(call.body.get("transfer_amount"), "transfer_amount")
        if amount < _LEAST:
            raise refused("转账金额低于最小限额")
        scene = self._scene(call)
        appid, openid = call.text("appid", 32), call.text("openid", 64)
        person = self._merchant.payer(appid, openid)
        self._check_name(call, person, amount)
        if amount > self._merchant.balance:
            raise not_enough()
        return self._accept(call, number, appid, openid, person, scene, amount)

    def confirm(self, transfer: Transfer, at: float) -> bool:
        """The receiver taps. False when it is too late."""
        if transfer.state != "WAIT_USER_CONFIRM" or at > transfer.created_at + _TO_CONFIRM:
            return False
        transfer.state, transfer.updated_at = "TRANSFERING", at
        return True

    def cancel(self, number: str, now: float) -> Transfer:
        """Raises RESOURCE_NOT_EXISTS, and INVALID_REQUEST once the receiver has confirmed."""
        transfer = self.known(number)
        if transfer.state == "WAIT_USER_CONFIRM":
            transfer.state, transfer.updated_at = "CANCELING", now
        elif transfer.state not in ("CANCELING", "CANCELLED"):
            raise refused("当前状态不允许撤销")
        return transfer

    def waiting_for(self, openid: str) -> list[Transfer]:
        return [
            one for one in self.rows.values() if one.openid == openid and one.state == "WAIT_USER_CONFIRM"
        ]

    def waiting_of(self, person: Person) -> list[Transfer]:
        """In every account of the merchant."""
        return [
            one
            for one in self._open.values()
            if one.person == person.index and one.state == "WAIT_USER_CONFIRM"
        ]

    def known(self, number: str) -> Transfer:
        """Raises RESOURCE_NOT_EXISTS."""
        if number not in self.rows:
            raise not_found("转账单")
        return self.rows[number]

    def by_platform_number(self, number: str) -> Transfer:
        """Raises RESOURCE_NOT_EXISTS."""
        for transfer in self.rows.values():
            if transfer.transfer_bill_no == number:
                return transfer
        raise not_found("转账单")

    def pass_time(self, now: float) -> None:
        for transfer in list(self._open.values()):
            moved = transfer.updated_at + _ARRIVES_AFTER
            if transfer.state == "TRANSFERING" and now >= moved:
                self._end(transfer, "SUCCESS", moved)
            elif transfer.state == "CANCELING" and now >= moved:
                self._end(transfer, "CANCELLED", moved)
            elif transfer.state == "WAIT_USER_CONFIRM" and now > transfer.created_at + _TO_CONFIRM:
                transfer.fail_reason = "OVERDUE_CLOSE"
                self._end(transfer, "FAIL", transfer.created_at + _TO_CONFIRM)

    def restore(self, transfers: list[Transfer]) -> None:
        self.rows = {one.out_bill_no: one for one in transfers}
        self._open = {one.out_bill_no: one for one in transfers if one.state not in _FINAL}

    def shown(self, one: Transfer) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "mch_id": self._merchant.mchid, "appid": one.appid, "out_bill_no": one.out_bill_no,
            "transfer_bill_no": one.transfer_bill_no, "state": one.state, "transfer_amount": one.amount,
            "transfer_remark": one.remark, "openid": one.openid, "create_time": rfc3339(one.created_at),
            "update_time": rfc3339(one.updated_at),
        }  # fmt: skip
        if one.fail_reason:
            shown["fail_reason"] = one.fail_reason
        if one.state == "WAIT_USER_CONFIRM":
            shown["package_info"] = one.package_info
        return shown

    def _accept(
        self, call: Call, number: str, appid: str, openid: str, person: Person, scene: str, amount: int
    ) -> Transfer:
        transfer = Transfer(
            number, self._merchant.number("13300", 38), appid, openid, person.index, scene, amount,
            call.text("transfer_remark", 32), call.url("notify_url"), call.now, call.now, call.fingerprint(),
            package_info="affffddafdfafddffda==" + number,
        )  # fmt: skip
        self._merchant.balance -= amount
        self.rows[number] = self._open[number] = transfer
        return transfer

    def _end(self, transfer: Transfer, state: str, at: float) -> None:
        transfer.state, transfer.updated_at = state, at
        self._open.pop(transfer.out_bill_no, None)
        if state != "SUCCESS":
            self._merchant.balance += transfer.amount
        told = {
            "out_bill_no": transfer.out_bill_no, "transfer_bill_no": transfer.transfer_bill_no,
            "state": state, "mch_id": self._merchant.mchid, "transfer_amount": transfer.amount,
            "openid": transfer.openid, "create_time": rfc3339(transfer.created_at), "update_time": rfc3339(at),
        }  # fmt: skip
        if transfer.fail_reason:
            told["fail_reason"] = transfer.fail_reason
        self._merchant.notify(
            Notice(
                at,
                transfer.notify_url,
                "MCHTRANSFER.BILL.FINISHED",
                "mch_payment",
                "商家转账单据终态通知",
                told,
            )
        )

    @staticmethod
    def _scene(call: Call) -> str:
        scene = call.text("transfer_scene_id", 36)
        if scene not in SCENES:
            raise PayError(403, "NO_AUTH", "未开通该转账场景")
        infos = call.body.get("transfer_scene_report_infos")
        if not isinstance(infos, list) or not infos or not all(isinstance(one, dict) for one in infos):
            raise bad_parameter("transfer_scene_report_infos")
        wanted = SCENES[scene]
        if wanted is not None and tuple(one.get("info_type") for one in infos) != wanted:
            raise bad_parameter("transfer_scene_report_infos", "转账场景报备信息与场景不符")
        if not all(0 < len(str(one.get("info_content", ""))) <= 32 for one in infos):
            raise bad_parameter("info_content")
        return scene

    def _check_name(self, call: Call, person: Person, amount: int) -> None:
        sealed = call.text("user_name", 1024, required=amount >= _NAME_FROM)
        if not sealed:
            return
        name = open_sensitive(keys.private_key(self._merchant.platform_key), sealed)
        if name is None:
            raise bad_parameter("user_name", "敏感信息解密失败")
        if name != person.name:
            raise refused("收款用户姓名与实名不一致")
