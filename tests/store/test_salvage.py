import random

import pytest

from facteur.base.errors import ContentDamaged
from facteur.store.database import open_writer
from facteur.store.salvage import blobs


def test_garbage_yields_nothing(tmp_path):
    path = tmp_path / "content.sqlite.broken-1"
    path.write_bytes(b"garbage" * 5000)
    assert list(blobs(path)) == []


def test_an_overwritten_header_costs_nothing(profile):
    opened = open_writer(profile)
    names = [opened.content_write_now(lambda c, n=n: c.put(bytes([n]) * 5000)) for n in range(20)]
    opened.close()
    broken = bytearray(profile.content.read_bytes())
    broken[:4096] = random.Random(1).randbytes(4096)
    profile.content.write_bytes(broken)
    opened = open_writer(profile)
    assert opened.recovered == ("content",)
    assert opened.broken_content is not None
    assert opened.broken_content.exists()
    assert opened.salvage_content() == 20
    for number, name in enumerate(names):
        assert opened.reader.content.read(name) == bytes([number]) * 5000
    opened.close()


def test_condemned_content_is_salvaged_without_its_damaged_blob(profile):
    opened = open_writer(profile)
    names = [opened.content_write_now(lambda c, n=n: c.put(bytes([n]) * 500)) for n in range(3)]
    opened._content.execute("UPDATE chunk SET data = zeroblob(9) WHERE id >> 20 = 2")
    opened.condemn_content()
    opened.close()
    opened = open_writer(profile)
    assert opened.recovered == ("content",)
    assert opened.salvage_content() == 2
    assert opened.reader.content.read(names[0])
    with pytest.raises(ContentDamaged):
        opened.reader.content.read(names[1])
    opened.close()
    opened = open_writer(profile)
    assert opened.recovered == ()
    assert opened.salvage_content() == 0
    opened.close()
