"""v3/pay/transactions, v3/refund and v3/certificates."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan_sandbox.services.pay import keys
from huayuan_sandbox.services.pay.call import Call, Empty, Endpoint
from huayuan_sandbox.services.pay.crypto import seal
from huayuan_sandbox.services.pay.errors import PayError


def jsapi(call: Call) -> dict[str, Any]:
    return {"prepay_id": call.merchant.payments.prepare(call)}


def by_number(call: Call) -> dict[str, Any]:
    _check_mchid(call, call.query.get("mchid", ""))
    return call.merchant.payments.shown(call.merchant.payments.known(call.path["number"]))


def by_transaction(call: Call) -> dict[str, Any]:
    _check_mchid(call, call.query.get("mchid", ""))
    return call.merchant.payments.shown(call.merchant.payments.by_transaction(call.path["number"]))


def close(call: Call) -> Empty:
    _check_mchid(call, call.text("mchid", 32))
    call.merchant.payments.close(call.path["number"])
    return Empty()


def refund(call: Call) -> dict[str, Any]:
    return call.merchant.refunds.shown(call.merchant.refunds.ask(call))


def refund_by_number(call: Call) -> dict[str, Any]:
    return call.merchant.refunds.shown(call.merchant.refunds.known(call.path["number"]))


def certificates(call: Call) -> dict[str, Any]:
    """The certificate that signs answers and notifications, sealed with the APIv3 key."""
    serial, pem = keys.certificate(call.merchant.platform_key, "Tenpay.com sandbox")
    return {"data": [{
        "serial_no": serial, "effective_time": keys.CERTIFIED_FROM.isoformat(),
        "expire_time": keys.CERTIFIED_UNTIL.isoformat(),
        "encrypt_certificate": msgspec.to_builtins(seal(call.merchant.api_v3_key, pem.encode(), "certificate")),
    }]}  # fmt: skip


def _check_mchid(call: Call, given: str) -> None:
    if given != call.merchant.mchid:
        raise PayError(400, "PARAM_ERROR", "商户号与订单不一致", 268_447_843)


ENDPOINTS: dict[tuple[str, str], Endpoint] = {
    ("POST", "/v3/pay/transactions/jsapi"): jsapi,
    ("GET", "/v3/pay/transactions/out-trade-no/{number}"): by_number,
    ("GET", "/v3/pay/transactions/id/{number}"): by_transaction,
    ("POST", "/v3/pay/transactions/out-trade-no/{number}/close"): close,
    ("POST", "/v3/refund/domestic/refunds"): refund,
    ("GET", "/v3/refund/domestic/refunds/{number}"): refund_by_number,
    ("GET", "/v3/certificates"): certificates,
}
