"""Reading back from the database files what is to leave a server: the proof that it is here."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from facteur.base.errors import ContentDamaged
from facteur.base.paths import Profile
from facteur.store.reader import open_reader
from facteur.store.rows import PopItem


@dataclass(slots=True)
class Proof:
    """Items whose copy here is what was received, and items whose copy is not."""

    sound: list[PopItem] = field(default_factory=list[PopItem])
    broken: list[PopItem] = field(default_factory=list[PopItem])


def prove(profile: Profile, items: Iterable[PopItem]) -> Proof:
    """Read every copy on a connection of its own and compare length and SHA-256.

    Blocks: call it in a thread. Raises StoreUnavailable when nothing can be read.
    """
    proof = Proof()
    reader = open_reader(profile)
    try:
        for item in items:
            octets = 0
            try:
                for chunk in reader.content.read_chunks(item.sha256 or b""):
                    octets += len(chunk)  # the hash is compared by read_chunks
            except ContentDamaged:
                proof.broken.append(item)
                continue
            (proof.sound if octets == item.size_octets else proof.broken).append(item)
    finally:
        reader.close()
    return proof
