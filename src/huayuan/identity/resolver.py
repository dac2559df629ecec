"""Who is it? Persons of thousands of observations at once, from memory where possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy.orm import Session

from huayuan.events.contracts import Observation, Resolved, Unresolvable
from huayuan.events.errors import NoIdentifier
from huayuan.identity.cache import CacheKey, Fact, ResolutionCache
from huayuan.identity.contracts import Cause, DeviceTrust, Key
from huayuan.identity.linking import Linking, Member, Sighting
from huayuan.identity.metrics import IGNORED, OBSERVATIONS, RETRIES
from huayuan.identity.models import LONGEST_SITTING
from huayuan.identity.reading import Read, read
from huayuan.identity.saving import Beaten, Saving
from huayuan.identity.settling import OutOfReach, Settled, settle
from huayuan.identity.store import resolution as store
from huayuan.identity.store.views import strongest_identifiers
from huayuan.identity.telling import has_moved
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import Unavailable
from huayuan.kernel.unit_of_work import Transaction

MOST_ATTEMPTS = 25  # each holds more of those whom others were changing, so they soon suffice
UNCACHED = -2
WHOLE_DEVICE = "*"  # the sitting of everything on a device that is trusted as a whole


class _Question(NamedTuple):
    """Equal observations of a batch, which get one answer. `places` are where they stand in the batch."""

    read: Read
    first: datetime
    last: datetime
    places: list[int]


class Resolver:
    """Fills the port `events.contracts.IdentityResolver`. One a process; safe in several threads."""

    def __init__(
        self, vault: Vault, *, cache_entries: int = 200_000, trust: DeviceTrust = DeviceTrust.SITTING
    ) -> None:
        self._vault = vault
        self._trust = trust
        self._cache = ResolutionCache(cache_entries) if cache_entries else None

    def resolve(self, tx: Transaction, observations: Sequence[Observation]) -> list[Resolved | Unresolvable]:
        """The person of each observation, in their order; new persons and links are written through `tx`.

        Observations count in the order given. One without a usable identifier gets Unresolvable. Raises
        Unavailable when other processes kept changing the same identifiers.
        """
        version = self._synchronise(tx)
        answers: list[Resolved | Unresolvable | None] = []
        missing: Sequence[int] = range(len(observations))
        if self._cache is None or version == UNCACHED:
            answers = [None] * len(observations)
        else:
            found, missing = self._cache.find(observations)
            answers = list(found)
        if missing:
            batch = _Batch(tx, self._vault, self._trust, observations, answers)
            batch.run(missing, self._cache, version)
        OBSERVATIONS.labels("memory").inc(len(observations) - len(missing))
        OBSERVATIONS.labels("records").inc(len(missing))
        return cast("list[Resolved | Unresolvable]", answers)  # the batch has answered every missing one

    def known(self, tx: Transaction, person_ids: Collection[int]) -> dict[int, Resolved]:
        """Whom each of these known persons is part of now, with the strongest identifier; 0 when there is none."""
        now = {person: person for person in person_ids} | store.current_of(tx.session, person_ids)
        strongest = strongest_identifiers(tx.session, set(now.values()))
        return {person: Resolved(at, strongest.get(at, 0), False) for person, at in now.items()}

    def _synchronise(self, tx: Transaction) -> int:
        """Bring memory up to the version this transaction sees; UNCACHED when memory must not be used."""
        cache = self._cache
        if cache is None or has_moved(tx):
            return UNCACHED
        version = store.version(tx.session)
        if cache.version < 0:
            cache.advance(version, ())
        elif version > cache.version:
            cache.advance(*store.changes_since(tx.session, cache.version))
        return version


class _Batch:
    """The observations of one call that memory could not answer."""

    def __init__(
        self,
        tx: Transaction,
        vault: Vault,
        trust: DeviceTrust,
        observations: Sequence[Observation],
        answers: list[Resolved | Unresolvable | None],
    ) -> None:
        self._tx = tx
        self._vault = vault
        self._trust = trust
        self._observations = observations
        self._answers = answers
        self._plain: dict[Key, str] = {}
        self._hold: frozenset[int] = frozenset()  # cores that others were changing when we last tried

    def run(self, missing: Sequence[int], cache: ResolutionCache | None, version: int) -> None:
        questions = self._questions(missing)
        if not questions:
            return
        facts = self._decide_until_saved(questions)
        if cache is not None and version != UNCACHED:
            self._tx.after_commit(lambda: cache.remember(facts, version))

    def _questions(self, missing: Sequence[int]) -> dict[CacheKey, _Question]:
        questions: dict[CacheKey, _Question] = {}
        hopeless: dict[CacheKey, Unresolvable] = {}
        ignored = 0
        for place in missing:
            ids, account, _, at, _, sitting = self._observations[place]
            key = (ids, account, sitting)
            if (known := questions.get(key)) is not None:
                known.places.append(place)
                if not known.first <= at <= known.last:
                    questions[key] = known._replace(first=min(at, known.first), last=max(at, known.last))
                continue
            if key not in hopeless:
                usable = read(ids, account, self._vault)
                ignored += usable.ignored
                if usable.keys:
                    self._plain.update(usable.plain)
                    questions[key] = _Question(usable, at, at, [place])
                    continue
                hopeless[key] = Unresolvable(
                    NoIdentifier.code, {"kinds": [kind[:40] for kind, _ in ids[:10]]}
                )
            self._answers[place] = hopeless[key]
        IGNORED.inc(ignored)
        return questions

    def _decide_until_saved(self, questions: dict[CacheKey, _Question]) -> list[Fact]:
        session = self._tx.session
        if not store.on_postgres(session):
            return self._decide(questions)
        for _ in range(MOST_ATTEMPTS):
            try:
                with session.begin_nested():
                    return self._decide(questions)
            except Beaten:
                RETRIES.inc()
            except OutOfReach as beaten:
                RETRIES.inc()
                self._hold |= beaten.cores
        raise Unavailable()

    def _decide(self, questions: dict[CacheKey, _Question]) -> list[Fact]:
        keys = [question.read.keys for question in questions.values()]
        linking = _load(self._tx.session, keys, self._hold)
        sightings, kept_apart = self._observe(linking, questions)
        touched: set[Member] = set()
        for question in questions.values():
            for key in question.read.keys:
                _see(linking.members[key], question.first, question.last, touched)
        saving = Saving(self._tx, linking, self._vault)
        saving.members(self._plain)
        changed = saving.merges()
        saving.conflicts(kept_apart)
        saving.evidence(one for one in sightings.values() if len(one.linked) + len(one.beside) > 1)
        saving.seen(touched)
        changed |= saving.grown() | saving.names(self._shown(questions, sightings))
        settled = settle(self._tx, changed, saving.made())
        self._follow(settled.moved)
        return self._answer(questions, sightings, saving, settled)

    def _shown(
        self, questions: dict[CacheKey, _Question], sightings: dict[CacheKey, Sighting]
    ) -> Iterable[tuple[Sighting, str, datetime]]:
        """What was shown beside devices, in which sitting, first when."""
        for key, sighting in sightings.items():
            if sighting.beside:
                sitting = WHOLE_DEVICE if self._trust is DeviceTrust.DEVICE else key[2] or ""
                yield sighting, sitting[:LONGEST_SITTING], questions[key].first

    def _observe(
        self, linking: Linking, questions: dict[CacheKey, _Question]
    ) -> tuple[dict[CacheKey, Sighting], Counter[int]]:
        """Decide in the order of the batch; also count how often kept-apart pairs (conflict ids) were asked for.

        Once linked, identifiers stay linked, so repeats of an observation that met no conflict decide nothing.
        """
        in_order = sorted((place, key) for key, question in questions.items() for place in question.places)
        sightings: dict[CacheKey, Sighting] = {}
        kept_apart: Counter[int] = Counter()
        for place, key in in_order:
            before = sightings.get(key)
            if before is not None and not before.conflicts and not before.kept_apart:
                continue
            _, _, event_id, at, source, _ = self._observations[place]
            sighting = sightings[key] = linking.observe(questions[key].read.keys, Cause(event_id, source, at))
            kept_apart.update(sighting.kept_apart)
        return sightings, kept_apart

    def _answer(
        self,
        questions: dict[CacheKey, _Question],
        sightings: dict[CacheKey, Sighting],
        saving: Saving,
        settled: Settled,
    ) -> list[Fact]:
        """Fill in the answers; answers what may be remembered once it is committed."""
        facts, made = [], saving.made()
        for key, question in questions.items():
            sighting = sightings[key]
            strongest = sighting.strongest
            shown = saving.shown(strongest)
            person = settled.now.get(saving.person(strongest.origin), shown)
            resolved = Resolved(person, strongest.id, person in made)
            for place in question.places:
                self._answers[place] = resolved
            if not sighting.conflicts and not sighting.kept_apart:
                facts.append(Fact(key, resolved, *_good_between([*sighting.linked, *sighting.beside])))
        return facts

    def _follow(self, moved: dict[int, int]) -> None:
        """Answers from memory must not name a person whose identifier this very batch moved away."""
        if moved:
            for place, answer in enumerate(self._answers):
                if isinstance(answer, Resolved) and (person := moved.get(answer.identifier_id)) is not None:
                    self._answers[place] = answer._replace(person_id=person)


def _load(session: Session, observed: Sequence[tuple[Key, ...]], hold: frozenset[int]) -> Linking:
    """What linking must know about these observations, with the cores it may link held until the commit."""
    keys = {key for group in observed for key in group}
    members = store.look_up(session, keys)
    persons = _linkable(observed, members) | hold
    if persons and store.lock_persons(session, persons):
        members, locked = store.look_up(session, keys), persons
        persons = _linkable(observed, members) | hold
        if not persons <= locked:
            raise OutOfReach(persons)  # taking more locks now could be out of order
    return Linking(members, store.held_by(session, persons), store.kept_apart(session, persons))


def _linkable(observed: Iterable[tuple[Key, ...]], members: dict[Key, Member]) -> set[int]:
    """Cores that an observation could give an identifier, join with another, or show on a device."""
    persons: set[int] = set()
    for keys in observed:
        if len(keys) > 1:
            known = [member.person for key in keys if (member := members.get(key))]
            if len(known) < len(keys) or len(set(known)) > 1:
                persons.update(known)
    return persons


def _see(member: Member, first: datetime, last: datetime, touched: set[Member]) -> None:
    if member.first_seen is None or member.last_seen is None:
        member.first_seen, member.last_seen = first, last
        return
    grain = store.SEEN_GRAIN
    exact = not member.id
    if exact or first < member.first_seen - grain or last > member.last_seen + grain:
        member.first_seen, member.last_seen = min(first, member.first_seen), max(last, member.last_seen)
        if not exact:
            touched.add(member)


def _good_between(members: Sequence[Member]) -> tuple[datetime, datetime]:
    firsts = [member.first_seen for member in members if member.first_seen]
    lasts = [member.last_seen for member in members if member.last_seen]
    return max(firsts) - store.SEEN_GRAIN, min(lasts) + store.SEEN_GRAIN
