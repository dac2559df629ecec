"""v3/fund-app/mch-transfer/…"""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.pay.call import Call, Endpoint
from huayuan_sandbox.services.pay.times import rfc3339

_BASE = "/v3/fund-app/mch-transfer/transfer-bills"


def create(call: Call) -> dict[str, Any]:
    bill = call.merchant.transfers.create(call)
    answer: dict[str, Any] = {
        "out_bill_no": bill.out_bill_no, "transfer_bill_no": bill.transfer_bill_no,
        "create_time": rfc3339(bill.created_at), "state": bill.state,
    }  # fmt: skip
    if bill.state == "WAIT_USER_CONFIRM":
        answer["package_info"] = bill.package_info
    return answer


def by_number(call: Call) -> dict[str, Any]:
    return call.merchant.transfers.shown(call.merchant.transfers.known(call.path["number"]))


def by_platform_number(call: Call) -> dict[str, Any]:
    return call.merchant.transfers.shown(call.merchant.transfers.by_platform_number(call.path["number"]))


def cancel(call: Call) -> dict[str, Any]:
    bill = call.merchant.transfers.cancel(call.path["number"], call.now)
    return {
        "out_bill_no": bill.out_bill_no, "transfer_bill_no": bill.transfer_bill_no, "state": bill.state,
        "update_time": rfc3339(bill.updated_at),
    }  # fmt: skip


ENDPOINTS: dict[tuple[str, str], Endpoint] = {
    ("POST", _BASE): create,
    ("GET", f"{_BASE}/out-bill-no/{{number}}"): by_number,
    ("GET", f"{_BASE}/transfer-bill-no/{{number}}"): by_platform_number,
    ("POST", f"{_BASE}/out-bill-no/{{number}}/cancel"): cancel,
}
