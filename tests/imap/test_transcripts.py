"""Every transcript, fed whole, octet by octet and in random cuts, gives the same events."""

from pathlib import Path

import pytest

from tests.support.scripted import bytewise, load, randomly, replay, whole

FOLDER = Path(__file__).parents[1] / "transcripts" / "imap"
FILES = sorted(FOLDER.rglob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_cuts_do_not_matter(path):
    steps = load(path)
    tls = path.stem != "starttls"
    _, expected = replay(steps, cut=whole, tls=tls)
    assert len(expected) > 2
    for cut in (bytewise, *(randomly(seed) for seed in range(8)), randomly(9, 3)):
        _, events = replay(steps, cut=cut, tls=tls)
        assert shown(events) == shown(expected)
    _, events = replay(steps, tls=tls, batches=False)
    assert shown(events) == shown(expected)


def shown(events):
    # Mechanisms are compared by what they print: each run has its own.
    return [repr(event) + repr(getattr(event, "sections", ())) for event in events]
