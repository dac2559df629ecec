"""One corp: its members, live codes, friendships and tags, and what people do in it.

Things people do push callbacks into `outgoing`; things an app does through the API never do.
"""

from __future__ import annotations

import base64
import hashlib
from random import Random

from huayuan_sandbox.services.wecom import callbacks
from huayuan_sandbox.services.wecom.acquisition import Acquisition
from huayuan_sandbox.services.wecom.approach import choose
from huayuan_sandbox.services.wecom.behavior import Behavior
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.groups import Groups
from huayuan_sandbox.services.wecom.models import (
    Callback,
    ContactWay,
    CorpRecord,
    Credentials,
    Media,
    Relation,
)
from huayuan_sandbox.services.wecom.parts import Kind, Parts
from huayuan_sandbox.services.wecom.registry import PARTS
from huayuan_sandbox.services.wecom.rules import Rules
from huayuan_sandbox.services.wecom.tags import TagBook
from huayuan_sandbox.services.wecom.tokens import CallLimit, TokenDesk
from huayuan_sandbox.services.wecom.welcomes import WelcomeDesk
from huayuan_sandbox.world.doors import Added, Mailbox
from huayuan_sandbox.world.parameters import Parameters
from huayuan_sandbox.world.people import EXTERNAL, PHONE, UNIONID, Person
from huayuan_sandbox.world.stores import Chain, Staff


def make_credentials(seed: int) -> Credentials:
    """The same for the same seed, so that a platform stays connected over restarts of the sandbox."""
    digest = hashlib.sha512(f"huayuan sandbox {seed}".encode()).digest()
    return Credentials(
        corp_id="ww" + digest[:8].hex(),
        agent_id=1_000_002,
        secret=base64.b32encode(digest[8:33]).decode().rstrip("=")[:43],
        token=digest[33:43].hex(),
        encoding_aes_key=hashlib.sha256(digest).hexdigest()[:43],
    )


class Corp:
    """The state of 客户联系. Implements `WeComDoor` of the world."""

    def __init__(self, seed: int, chain: Chain, parameters: Parameters, opened_at: float) -> None:
        self.seed = seed
        self._parameters = parameters
        self.opened_at = opened_at
        self.rules = Rules()
        self.mailbox: Mailbox | None = None
        self.chain = chain
        self.credentials = make_credentials(seed)
        self.tokens = TokenDesk(self.credentials, parameters.wrong_secrets_before_block)
        self.limit = CallLimit(parameters.calls_per_minute)
        self.welcomes = WelcomeDesk(parameters.welcome_sending_seconds)
        self.tags = TagBook(seed, opened_at)
        self.everybody: dict[str, Staff] = {one.userid: one for one in chain.staff}
        self.staff = dict(self.everybody)
        self.serving = [one.userid for one in chain.staff if one.serves and one.activated]
        self.ways: dict[str, ContactWay] = {}
        self.ways_made = 0
        self.relations: dict[tuple[str, str], Relation] = {}
        self.of_customer: dict[str, list[Relation]] = {}
        self.of_staff: dict[str, list[Relation]] = {}
        self.relations_made = 0
        self.people_known: dict[str, Person] = {}
        self.media: dict[str, Media] = {}
        self.outgoing: list[Callback] = []
        self.parts = Parts(self, PARTS)

    # ---- what people do

    def add_friend(
        self,
        person: Person,
        at: float,
        rng: Random,
        *,
        live: bool,
        way: str = "",
        staff: str = "",
        state: str = "",
    ) -> Added | None:
        """A customer adds a member: through the live code or link `way`, or `staff`, or (neither given) by chance.

        `state` is the customer_channel of a link. None when they are friends already, nobody can serve or the
        member is full. Raises 41044 for a `way` that does not exist.
        """
        approach = choose(self, person, rng, way, staff, state)
        links = self.part(Acquisition)
        if not approach.userid and approach.link_id:
            links.unavailable(links.link(approach.link_id), at)
        if not approach.userid or not self._can_befriend(person, approach.userid):
            return None
        half = approach.open and rng.random() < self._parameters.half_added
        if approach.link_id and not approach.open:
            links.requested(links.link(approach.link_id), approach.state, at)
        new = not self.of_customer.get(person.external_userid)
        relation = self._befriend(person, approach.userid, at, approach.state, approach.add_way)
        relation.half = half
        person.friends = [*person.friends, approach.userid]
        if approach.link_id:
            links.added(approach.link_id, relation, approach.state, new=new, at=at)
        return self._welcomed(person, relation, at, rng, live=live)

    def confirm_friend(self, person: Person, staff: str, at: float, *, live: bool) -> None:
        relation = self.relations.get((staff, person.external_userid))
        if relation is None or not relation.half:
            return
        relation.half = False
        earlier = self.welcomes.of(person.external_userid, staff) if live else None
        unused = earlier is None or not self.welcomes.used(earlier.code)
        code = self._welcome_code(relation, at) if live and unused and not relation.chatting else None
        self.outgoing.append(
            callbacks.friend_added(at, staff, person.external_userid, relation.state, code, half=False)
        )
        self._show(person, relation)

    def customer_leaves(self, person: Person, staff: str, at: float) -> None:
        """A one-way relation remains: the API still answers for this pair."""
        relation = self.relations.get((staff, person.external_userid))
        if relation is not None:
            relation.left_by_customer = True
            self.part(Behavior).left(staff, at)
            self._push(at, "del_follow_user", relation)

    def staff_drops(self, person: Person, staff: str, at: float) -> None:
        relation = self.end_friendship(staff, person.external_userid)
        if relation is not None:
            self._push(at, "del_external_contact", relation)

    def staff_edits(self, person: Person, staff: str, at: float) -> None:
        relation = self.relations.get((staff, person.external_userid))
        if relation is not None and not relation.half:
            relation.remark = f"{person.name} {person.nickname}"[:20]
            relation.remark_mobiles = [person.phone]
            self._show(person, relation)
            self.edited(relation, at)

    def edited(self, relation: Relation, at: float) -> None:
        """A member changed what they note about a customer: remark, mobile, tags."""
        self._push(at, "edit_external_contact", relation)

    def customer_writes(self, person: Person, staff: str, at: float = 0.0) -> bool:
        """`at` 0 = the moment is not known."""
        relation = self.relations.get((staff, person.external_userid))
        if relation is None or relation.left_by_customer:
            return False
        relation.chatting = True
        relation.spoke_at = int(at)
        self.part(Acquisition).wrote(relation, at)
        if at:
            self.part(Behavior).wrote(staff, relation.number, at)
        return True

    def admin_makes_tag(self, at: float, rng: Random) -> None:
        tag = self.tags.made_by_admin(at, rng)
        if tag is not None:
            self.outgoing.append(callbacks.tag_changed(at, "create", tag.id, "tag"))

    def admin_changes_tag(self, tag_id: str, name: str, at: float) -> None:
        """Renames a tag in the console, or deletes it when `name` is empty. Raises 40068, 40071 and 40072."""
        tag = self.tags.living_tag(tag_id)
        if name:
            self.tags.rename(tag, name)
        else:
            self.tags.delete_tag(tag)
        self.outgoing.append(callbacks.tag_changed(at, "update" if name else "delete", tag_id, "tag"))

    def drain(self) -> list[Callback]:
        """Pushes since the last call, in the order they happened."""
        ready, self.outgoing = self.outgoing, []
        ready.sort(key=lambda callback: callback.at)
        return ready

    # ---- what the API needs

    def part(self, kind: type[Kind]) -> Kind:
        """The one of this corp, as in `corp.part(Groups)`."""
        return self.parts.get(kind)

    def next_config_id(self) -> str:
        self.ways_made += 1
        return f"{Random(f'{self.seed}|way|{self.ways_made}').getrandbits(128):032x}"

    def members_of_way(self, users: list[str], parties: list[int]) -> list[str]:
        """Users and the staff of the departments (regions and stores), each once, in order."""
        found = dict.fromkeys(userid for userid in users if userid in self.staff)
        for department in parties:
            for one in self.staff.values():
                above = (one.store.id, self.chain.region_id(one.store.region), 1)
                if department in above and one.serves and one.activated:
                    found[one.userid] = None
        return list(found)

    def relation(self, userid: str, external_userid: str) -> Relation:
        """Raises 84061 when the pair has no relation or the member has not confirmed it."""
        relation = self.relations.get((userid, external_userid))
        if relation is None or relation.half:
            raise WeComError(84061)
        return relation

    def owner_of(self, chat_id: str) -> str:
        """Who owns a customer group; "" for one that never was."""
        room = self.part(Groups).state.rooms.get(chat_id)
        return room.owner if room else ""

    @property
    def share_of_codes(self) -> float:
        """How many of those who come by chance come by a code of an app."""
        return self._parameters.scan_of_live_code

    def full(self, userid: str) -> bool:
        """Has as many customers as a member may have."""
        return len(self.of_staff.get(userid, ())) >= self._parameters.customers_per_staff

    def end_friendship(self, userid: str, external_userid: str) -> Relation | None:
        relation = self.relations.pop((userid, external_userid), None)
        if relation is not None:
            self.of_customer[external_userid].remove(relation)
            self.of_staff[userid].remove(relation)
        return relation

    def take_over(self, former: Relation, userid: str, person: Person, at: float, add_way: int) -> Relation:
        """A friendship like the former one; it knows no live code."""
        relation = self._befriend(person, userid, at, "", add_way)
        relation.oper_userid = ""
        relation.remark, relation.description = former.remark, former.description
        relation.remark_company, relation.remark_mobiles = former.remark_company, former.remark_mobiles
        relation.tag_ids = list(former.tag_ids)
        return relation

    # ---- keeping it

    def record(self) -> CorpRecord:
        return CorpRecord(
            list(self.ways.values()), self.ways_made, list(self.relations.values()), self.relations_made,
            list(self.tags.tags.values()), list(self.tags.groups.values()), self.tags.made, self.parts.record(),
        )  # fmt: skip

    def restore(self, record: CorpRecord, people: list[Person]) -> None:
        self.ways = {way.config_id: way for way in record.ways}
        self.ways_made = record.ways_made
        self.relations_made = record.relations_made
        for relation in sorted(record.relations, key=lambda one: one.number):
            self._keep(relation, people[relation.person])
        self.tags.tags = {tag.id: tag for tag in record.tags}
        self.tags.groups = {group.id: group for group in record.groups}
        self.tags.made = record.tags_made
        self.parts.restore(record.parts, people)

    # ---- inside

    def _welcomed(self, person: Person, relation: Relation, at: float, rng: Random, *, live: bool) -> Added:
        if rng.random() < self._parameters.share_with_remark_mobile:
            relation.remark_mobiles = [person.phone]
        code = self._welcome_code(relation, at) if live else None
        self.outgoing.append(
            callbacks.friend_added(
                at, relation.userid, person.external_userid, relation.state, code, half=relation.half
            )
        )
        if not relation.half:
            self._show(person, relation)
        return Added(relation.userid, relation.state, relation.half, code)

    def _befriend(self, person: Person, userid: str, at: float, state: str, add_way: int) -> Relation:
        self.relations_made += 1
        relation = Relation(
            self.relations_made, person.index, person.external_userid, userid, int(at), state, add_way,
            oper_userid=person.external_userid, remark=person.nickname,
        )  # fmt: skip
        self._keep(relation, person)
        return relation

    def _can_befriend(self, person: Person, userid: str) -> bool:
        """A customer who left may come back; the old one-way relation then gives way to the new one."""
        if userid not in self.staff or self.full(userid):
            return False
        relation = self.relations.get((userid, person.external_userid))
        if relation is not None and relation.left_by_customer:
            self.end_friendship(userid, person.external_userid)
            return True
        return relation is None

    def _keep(self, relation: Relation, person: Person) -> None:
        self.relations[relation.userid, relation.external_userid] = relation
        self.of_customer.setdefault(relation.external_userid, []).append(relation)
        self.of_staff.setdefault(relation.userid, []).append(relation)
        self.people_known[relation.external_userid] = person

    def _welcome_code(self, relation: Relation, at: float) -> str:
        code = "WC" + Random(f"{self.seed}|{relation.number}|{at}").randbytes(18).hex()
        self.welcomes.issue(code, relation.external_userid, relation.userid, at)
        return code

    def _show(self, person: Person, relation: Relation) -> None:
        """externalcontact/get now proves that these identifiers belong together."""
        known = EXTERNAL | (UNIONID if person.unionid else 0)
        person.show(known | (PHONE if relation.remark_mobiles else 0))

    def _push(self, at: float, change_type: str, relation: Relation) -> None:
        """Nothing is told about the customers of members who left."""
        if relation.userid not in self.staff:
            return
        self.outgoing.append(
            callbacks.contact_changed(at, change_type, relation.userid, relation.external_userid)
        )
