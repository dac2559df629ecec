"""One merchant number: its parts, its balance, and who pays it.

What people and the clock do queues notices; `notices` are sealed when they are taken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from huayuan_sandbox.services.pay import keys
from huayuan_sandbox.services.pay.coupons import CouponDesk
from huayuan_sandbox.services.pay.errors import PayError
from huayuan_sandbox.services.pay.models import Credentials, MerchantRecord, Notice
from huayuan_sandbox.services.pay.payments import PaymentDesk
from huayuan_sandbox.services.pay.refunds import RefundDesk
from huayuan_sandbox.services.pay.transfers import TransferDesk
from huayuan_sandbox.world.people import Person

OPENING_BALANCE = 100_000_00
_PROBE_EVERY = 40
WhoIs = Callable[[str, str], Person | None]


class Merchant:
    """`who_is(appid, openid)` finds the person behind an openid; None for one that nobody has shown."""

    def __init__(self, seed: int, appids: Sequence[str], who_is: WhoIs) -> None:
        rng = Random(f"{seed}|merchant")
        self._seed = seed
        self.appids = list(appids)
        self.who_is = who_is
        self.mchid = f"19{rng.randrange(10**8):08d}"
        self.api_v3_key = "".join(
            rng.choices("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", k=32)
        )
        self.public_key_id = f"PUB_KEY_ID_01{rng.randrange(10**30):030d}"
        self.balance = OPENING_BALANCE
        self.notices: list[Notice] = []
        self.payments = PaymentDesk(self)
        self.refunds = RefundDesk(self)
        self.transfers = TransferDesk(self)
        self.coupons = CouponDesk(self)
        self._made = 0
        self._told = 0

    # ---- keys; searching for primes takes a moment, so they are made when somebody asks

    @property
    def merchant_key(self) -> str:
        return f"merchant {self._seed}"

    @property
    def platform_key(self) -> str:
        return f"platform {self._seed}"

    @property
    def merchant_serial(self) -> str:
        return keys.certificate(self.merchant_key, self.mchid)[0]

    @property
    def platform_serial(self) -> str:
        return keys.certificate(self.platform_key, "Tenpay.com sandbox")[0]

    def credentials(self) -> Credentials:
        return Credentials(
            self.mchid, self.api_v3_key, self.merchant_serial, keys.private_pem(self.merchant_key),
            self.platform_serial, keys.certificate(self.platform_key, "Tenpay.com sandbox")[1],
            self.public_key_id, keys.public_pem(self.platform_key), self.appids,
        )  # fmt: skip

    # ---- what the parts share

    def number(self, prefix: str, digits: int) -> str:
        """A new number of the platform, the same in the same order of events."""
        self._made += 1
        tail = digits - len(prefix)
        return prefix + f"{Random(f'{self._seed}|{prefix}|{self._made}').randrange(10**tail):0{tail}d}"

    def payer(self, appid: str, openid: str) -> Person:
        """Raises APPID_MCHID_NOT_MATCH and OPENID_MISMATCH."""
        if appid not in self.appids:
            raise PayError(400, "APPID_MCHID_NOT_MATCH", "商户号和appid没有绑定关系", 268_445_527)
        person = self.who_is(appid, openid)
        if person is None:
            raise PayError(400, "OPENID_MISMATCH", "openid和appid不匹配")
        return person

    def notify(self, notice: Notice) -> None:
        """Nothing is sent without an address. Now and then a false one asks whether signatures are checked."""
        if not notice.url:
            return
        self._told += 1
        if self._told % _PROBE_EVERY == 1:
            self.notices.append(
                Notice(
                    notice.at, notice.url, notice.event_type, notice.original_type, notice.summary, {}, True
                )
            )
        self.notices.append(notice)

    def pass_time(self, now: float) -> None:
        """Orders end, refunds arrive, transfers that nobody confirmed go back."""
        self.payments.pass_time(now)
        self.refunds.pass_time(now)
        self.transfers.pass_time(now)

    def drain(self) -> list[Notice]:
        ready, self.notices = self.notices, []
        ready.sort(key=lambda notice: notice.at)
        return ready

    # ---- state

    def record(self) -> MerchantRecord:
        return MerchantRecord(
            list(self.payments.rows.values()), list(self.refunds.rows.values()),
            list(self.transfers.rows.values()), list(self.coupons.stocks.values()),
            list(self.coupons.coupons.values()), self.balance, self.coupons.notify_url, self._made,
        )  # fmt: skip

    def restore(self, record: MerchantRecord) -> None:
        self.payments.restore(record.payments)
        self.refunds.restore(record.refunds)
        self.transfers.restore(record.transfers)
        self.coupons.restore(record.stocks, record.coupons, record.coupon_url)
        self.balance, self._made = record.balance, record.made
