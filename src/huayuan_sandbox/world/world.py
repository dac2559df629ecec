"""The world as a whole: people, what they do, and the doors through which they do it."""

from __future__ import annotations

from huayuan_sandbox.world.behaviour import Behaviour
from huayuan_sandbox.world.days import Days
from huayuan_sandbox.world.deeds import Deeds
from huayuan_sandbox.world.doors import Doors
from huayuan_sandbox.world.later import Later
from huayuan_sandbox.world.letters import LetterBox
from huayuan_sandbox.world.parameters import Parameters
from huayuan_sandbox.world.people import MP_OPENID, OA_OPENID, Population
from huayuan_sandbox.world.readers import Readers
from huayuan_sandbox.world.season import Season
from huayuan_sandbox.world.stores import Chain


class World:
    """Puts the parts of the world together, once, around the doors there are."""

    def __init__(
        self,
        people: Population,
        chain: Chain,
        doors: Doors,
        corp_id: str,
        letters: LetterBox,
        parameters: Parameters,
    ) -> None:
        self.people = people
        self.chain = chain
        self.doors = doors
        self.corp_id = corp_id
        self.parameters = parameters
        if doors.official_account is not None:
            people.accounts[OA_OPENID] = doors.official_account.appid
        if doors.mini_program is not None:
            people.accounts[MP_OPENID] = doors.mini_program.appid
        self.season = Season(parameters)
        self.later = Later(parameters)
        self.behaviour = Behaviour(people, chain, self.later, doors, self.season, parameters)
        self.deeds = Deeds(self.behaviour, corp_id)
        self.readers = Readers(self.behaviour, letters)
        self.days = Days(self.behaviour, self.deeds, self.readers, self.season, people.seed)
