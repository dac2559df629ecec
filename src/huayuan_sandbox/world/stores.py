"""Shops in Chinese cities and the staff who serve in them. Shops and regions are WeCom departments."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from huayuan_sandbox.world.clock import CHINA_OFFSET, DAY
from huayuan_sandbox.world.names import GIVEN_NAMES, SURNAMES

HEADQUARTERS = 1
OPENS_AT, CLOSES_AT = 10, 22
_EARLY, _LATE = (10, 18), (14, 22)
REGIONS = ("华东大区", "华南大区", "华北大区", "西南大区")
PLACES: tuple[tuple[str, int, str], ...] = (
    ("上海", 0, "静安嘉里店"),
    ("杭州", 0, "湖滨银泰店"),
    ("深圳", 1, "万象天地店"),
    ("北京", 2, "三里屯店"),
    ("成都", 3, "太古里店"),
    ("广州", 1, "天环店"),
    ("南京", 0, "德基店"),
    ("重庆", 3, "解放碑店"),
    ("苏州", 0, "圆融店"),
    ("武汉", 3, "楚河汉街店"),
    ("西安", 2, "赛格店"),
    ("天津", 2, "恒隆店"),
    ("长沙", 3, "国金店"),
    ("青岛", 2, "海信店"),
    ("宁波", 0, "天一店"),
    ("厦门", 1, "万象城店"),
    ("昆明", 3, "顺城店"),
    ("郑州", 2, "大卫城店"),
    ("合肥", 0, "银泰店"),
    ("佛山", 1, "岭南站店"),
    ("上海", 0, "徐汇港汇店"),
    ("北京", 2, "国贸店"),
    ("深圳", 1, "海岸城店"),
    ("杭州", 0, "西溪店"),
)


@dataclass(frozen=True, slots=True)
class Store:
    """`id` is its WeCom department id; events name it as a string."""

    id: int
    name: str
    city: str
    region: int


@dataclass(frozen=True, slots=True)
class Staff:
    """`activated` = logged in once and real-name verified; `serves` = has the 客户联系 permission."""

    userid: str
    name: str
    store: Store
    leads: bool
    activated: bool = True
    serves: bool = True
    number: int = 0

    def is_on_duty(self, at: float) -> bool:
        """Early and late weeks by turns; two working days of the week are free, the weekend is the busy time."""
        days, second = divmod(at + CHINA_OFFSET, DAY)
        begins, ends = self._shift(int(days))
        return begins * 3600 <= second < ends * 3600

    def next_duty(self, at: float) -> float:
        """`at` when on duty, else the second at which the next shift begins."""
        days, second = divmod(at + CHINA_OFFSET, DAY)
        for day in range(int(days), int(days) + 8):
            begins, ends = self._shift(day)
            if ends and (day > days or second < ends * 3600):
                return max(at, day * DAY + begins * 3600 - CHINA_OFFSET)
        return at

    def _shift(self, day: int) -> tuple[int, int]:
        """First and last hour on a day since 1970, which began on a Thursday; (0, 0) = free."""
        week, weekday = divmod(day + 3, 7)
        if weekday in (self.number % 5, (self.number + 2) % 5):
            return 0, 0
        return _EARLY if (week + self.number) % 2 else _LATE


@dataclass(frozen=True, slots=True)
class Chain:
    """Regions (department ids 2..), stores (101..) and their staff."""

    stores: tuple[Store, ...]
    staff: tuple[Staff, ...]

    def on_duty(self, at: float) -> list[Staff]:
        return [one for one in self.staff if one.serves and one.activated and one.is_on_duty(at)]

    def region_id(self, region: int) -> int:
        return HEADQUARTERS + 1 + region


def open_stores(seed: int, customers: int) -> Chain:
    """About one shop per 250 customers, 3 to 24 shops with 3 to 5 staff each."""
    count = max(3, min(len(PLACES), customers // 250))
    stores = tuple(
        Store(101 + number, f"{city}{shop}", city, region)
        for number, (city, region, shop) in enumerate(PLACES[:count])
    )
    rng = Random(f"{seed}|staff")
    staff: list[Staff] = []
    for store in stores:
        for position in range(rng.randint(3, 5)):
            surname, pinyin = rng.choice(SURNAMES)
            given, given_pinyin = rng.choice(GIVEN_NAMES)
            userid = f"{pinyin}{given_pinyin}{len(staff) + 1:03d}"
            staff.append(
                Staff(userid, surname + given, store, leads=position == 0, number=len(staff) + position)
            )
    first = stores[0]
    # Real address books hold both kinds; live codes that name them are refused with 41054 and 84074.
    staff.append(Staff("NewJoiner", "新员工", first, leads=False, activated=False))
    staff.append(Staff("Accountant", "财务小陈", first, leads=False, serves=False))
    return Chain(stores, tuple(staff))
