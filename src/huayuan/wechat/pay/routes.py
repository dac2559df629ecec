"""WeChat Pay over HTTP: orders, refunds, transfers and coupons, for the console and for the brand's own systems."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from huayuan.access.api import audit
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import Invalid, NotFound, Text
from huayuan.kernel.filters import words
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, requires, service
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.pay import api, shapes
from huayuan.wechat.pay.cashier import Cashier
from huayuan.wechat.pay.contracts import (
    NewOrder,
    NewRefund,
    NewStock,
    NewTransfer,
    Payee,
    Wanted,
)
from huayuan.wechat.pay.errors import NoSuchMerchant
from huayuan.wechat.pay.limits import KIND, SCENES, TRANSFER_NAME_FROM
from huayuan.wechat.pay.payouts import Payouts
from huayuan.wechat.pay.vouchers import Vouchers

router = APIRouter(prefix="/api/pay", tags=["pay"])
READ, WRITE = [requires("payments.read")], [requires("payments.write")]
Store = Annotated[UnitOfWork, service(UnitOfWork)]
Keys = Annotated[Vault, service(Vault)]
Cash = Annotated[Cashier, service(Cashier)]
Out = Annotated[Payouts, service(Payouts)]
Vouch = Annotated[Vouchers, service(Vouchers)]


def _merchant(connection_id: int, connections: Annotated[Connections, service(Connections)]) -> Connection:
    try:
        connection = connections.by_id(connection_id)
    except NotFound:
        raise NoSuchMerchant(connection=connection_id) from None
    if connection.kind != KIND:
        raise NoSuchMerchant(connection=connection_id)
    return connection


def _wanted(
    state: Annotated[str | None, Query(max_length=200, description="One or several, by comma.")] = None,
    q: Annotated[str | None, Query(max_length=64, description="Beginning of a number.")] = None,
) -> Wanted:
    return Wanted(words(state), (q or "").strip())


Merchant = Annotated[Connection, Depends(_merchant)]
Which = Annotated[Wanted, Depends(_wanted)]
_APPS = ("mini_program", "official_account")


@router.get("/merchants", dependencies=READ)
def list_merchants(connections: Annotated[Connections, service(Connections)]) -> shapes.Merchants:
    """For whoever may not see the settings of the connections."""
    return shapes.Merchants(items=connections.options(KIND), apps=connections.options(*_APPS))


@router.get("/scenes", dependencies=READ)
def list_scenes() -> shapes.TransferScenes:
    """Scenes of transfers whose report is known. From `name_from` 分 on the receiver's real name is needed."""
    items = [shapes.TransferScene(scene=scene, report=list(report)) for scene, report in SCENES.items()]
    return shapes.TransferScenes(items=items, name_from=TRANSFER_NAME_FROM)


@router.get("/{connection_id}/orders", dependencies=READ)
def list_orders(
    tx: ReadTx, merchant: Merchant, caller: CurrentCaller, page: PageQuery, which: Which, vault: Keys
) -> shapes.OrderPage:
    found, total = api.orders(tx, merchant.id, which, page.limit, page.offset)
    shown = [shapes.PayOrderOut.of(one) for one in found]
    _name(tx, vault, caller, [one.payer for one in found], shown)
    return shapes.OrderPage(items=shown, total=total)


@router.post("/{connection_id}/orders", status_code=201, dependencies=WRITE)
def prepare_order(
    merchant: Merchant, body: shapes.OrderIn, uow: Store, vault: Keys, cashier: Cash
) -> shapes.Prepared:
    """Prepare an order; `client` is what wx.requestPayment is called with. The same number is the same order."""
    payer = _payee(body, uow, vault)
    order, client = cashier.prepare(merchant.id, NewOrder(body.number, payer, body.amount, body.description))
    return shapes.Prepared(order=shapes.PayOrderOut.of(order), client=client)


@router.post("/{connection_id}/orders/{number}/check", dependencies=WRITE)
def check_order(merchant: Merchant, number: str, cashier: Cash) -> shapes.PayOrderOut:
    """Ask the platform what has become of an order."""
    cashier.order(merchant.id, number)
    cashier.ask(merchant.id, number)
    return shapes.PayOrderOut.of(cashier.order(merchant.id, number))


@router.post("/{connection_id}/orders/{number}/close", dependencies=WRITE)
def close_order(
    merchant: Merchant, caller: CurrentCaller, number: str, cashier: Cash, uow: Store
) -> shapes.PayOrderOut:
    """Nobody can pay it any more; one that was paid meanwhile stays paid."""
    closed = cashier.close(merchant.id, number)
    _note(uow, caller, "pay.order_closed", f"pay_order:{number}", {})
    return shapes.PayOrderOut.of(closed)


@router.get("/{connection_id}/refunds", dependencies=READ)
def list_refunds(tx: ReadTx, merchant: Merchant, page: PageQuery, which: Which) -> shapes.RefundPage:
    found, total = api.refunds(tx, merchant.id, which, page.limit, page.offset)
    return shapes.RefundPage(items=[shapes.RefundOut(**asdict(one)) for one in found], total=total)


@router.post("/{connection_id}/refunds", status_code=202, dependencies=WRITE)
def refund(
    merchant: Merchant, caller: CurrentCaller, body: shapes.RefundIn, cashier: Cash, uow: Store
) -> shapes.RefundOut:
    """Accepted is not arrived: the state follows. The same number is the same refund."""
    made = cashier.refund(merchant.id, NewRefund(body.number, body.order_number, body.amount, body.reason))
    _note(
        uow,
        caller,
        "pay.refunded",
        f"pay_order:{body.order_number}",
        {"number": body.number, "amount": body.amount},
    )
    return shapes.RefundOut(**asdict(made))


@router.get("/{connection_id}/transfers", dependencies=READ)
def list_transfers(
    tx: ReadTx, merchant: Merchant, caller: CurrentCaller, page: PageQuery, which: Which, vault: Keys
) -> shapes.PayTransferPage:
    found, total = api.transfers(tx, merchant.id, which, page.limit, page.offset)
    shown = [shapes.PayTransferOut.of(one) for one in found]
    _name(tx, vault, caller, [one.payee for one in found], shown)
    return shapes.PayTransferPage(items=shown, total=total)


@router.post("/{connection_id}/transfers", status_code=202, dependencies=WRITE)
def transfer(
    merchant: Merchant,
    caller: CurrentCaller,
    body: shapes.PayTransferIn,
    payouts: Out,
    uow: Store,
    vault: Keys,
) -> shapes.PayTransferOut:
    """Money for somebody, who must confirm within a day with `package_info` (wx.requestMerchantTransfer)."""
    report = tuple((one.name, one.text) for one in body.report)
    new = NewTransfer(
        body.number, _payee(body, uow, vault), body.amount, body.remark, body.scene, report, body.real_name
    )
    made = payouts.start(merchant.id, new)
    _note(
        uow,
        caller,
        "pay.transferred",
        f"pay_transfer:{body.number}",
        {"amount": body.amount, "scene": body.scene},
    )
    return shapes.PayTransferOut.of(made)


@router.post("/{connection_id}/transfers/{number}/cancel", dependencies=WRITE)
def cancel_transfer(
    merchant: Merchant, caller: CurrentCaller, number: str, payouts: Out, uow: Store
) -> shapes.PayTransferOut:
    made = payouts.cancel(merchant.id, number)
    _note(uow, caller, "pay.transfer_cancelled", f"pay_transfer:{number}", {})
    return shapes.PayTransferOut.of(made)


@router.get("/{connection_id}/stocks", dependencies=READ)
def list_stocks(tx: ReadTx, merchant: Merchant, page: PageQuery, which: Which) -> shapes.StockPage:
    found, total = api.stocks(tx, merchant.id, which, page.limit, page.offset)
    counts = api.coupons_by_stock(tx, merchant.id, [one.stock_id for one in found])
    items = []
    for one in found:
        used, sent = (counts.get((one.stock_id, state), 0) for state in ("USED", "SENDED"))
        items.append(shapes.StockOut(**asdict(one), sent=sent + used, used=used))
    return shapes.StockPage(items=items, total=total)


@router.post("/{connection_id}/stocks", status_code=201, dependencies=WRITE)
def make_stock(
    merchant: Merchant, caller: CurrentCaller, body: shapes.StockIn, vouchers: Vouch, uow: Store
) -> shapes.StockOut:
    """A batch of coupons; it is started separately."""
    made = vouchers.make_stock(merchant.id, NewStock(**body.model_dump()))
    _note(uow, caller, "pay.stock_made", f"pay_stock:{body.number}", {"budget": body.amount * body.count})
    return shapes.StockOut(**asdict(made))


@router.post("/{connection_id}/stocks/{number}/{move}", dependencies=WRITE)
def move_stock(
    merchant: Merchant, caller: CurrentCaller, number: str, move: shapes.Move, vouchers: Vouch, uow: Store
) -> shapes.StockOut:
    made = vouchers.move_stock(merchant.id, number, move)
    _note(uow, caller, f"pay.stock_{move}", f"pay_stock:{number}", {})
    return shapes.StockOut(**asdict(made))


@router.get("/{connection_id}/coupons", dependencies=READ)
def list_coupons(
    tx: ReadTx, merchant: Merchant, caller: CurrentCaller, page: PageQuery, which: Which, vault: Keys
) -> shapes.CouponPage:
    found, total = api.coupons(tx, merchant.id, which, page.limit, page.offset)
    shown = [shapes.CouponOut.of(one) for one in found]
    _name(tx, vault, caller, [one.payee for one in found], shown)
    return shapes.CouponPage(items=shown, total=total)


@router.post("/{connection_id}/coupons", status_code=201, dependencies=WRITE)
def send_coupon(
    merchant: Merchant, caller: CurrentCaller, body: shapes.CouponIn, vouchers: Vouch, uow: Store, vault: Keys
) -> shapes.CouponOut:
    made = vouchers.send(merchant.id, body.stock_number, body.number, _payee(body, uow, vault))
    _note(uow, caller, "pay.coupon_sent", f"pay_coupon:{body.number}", {"stock": body.stock_number})
    return shapes.CouponOut.of(made)


def _name(
    tx: Transaction,
    vault: Vault,
    caller: CurrentCaller,
    payees: Sequence[Payee],
    shown: Sequence[shapes.Paid],
) -> None:
    """Whose they are, where that is known and the caller may see them."""
    people = api.people_of(tx, vault, payees)
    seen = profiles.visible_people(tx, list(people.values()), profiles.visibility(tx, caller.scope))
    names = profiles.names_of(tx, seen)
    for payee, line in zip(payees, shown, strict=True):
        person = people.get(payee)
        if person in seen:
            line.person_id, line.person_name = person, names.get(person)


def _payee(body: shapes.PayeeIn, uow: UnitOfWork, vault: Vault) -> Payee:
    """Somebody named by openid, or by the number of their person."""
    if body.openid:
        return Payee(body.appid, body.openid)
    if body.person_id is None:
        raise Invalid(field="openid", reason=Text("填写 openid 或 person_id", "give openid or person_id"))
    with uow.read() as tx:
        return api.payee_of(tx, vault, body.appid, body.person_id)


def _note(
    uow: UnitOfWork, caller: CurrentCaller, action: str, subject: str, data: dict[str, int | str]
) -> None:
    """Money moves are audited once the platform has taken them."""
    with uow.begin() as tx:
        audit(tx, caller, action, subject, data)
