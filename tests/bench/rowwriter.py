"""A process of its own that writes messages into a store, as the engine does beside the window.

`python -m tests.bench.rowwriter HOME fill COUNT SHARE` fills an INBOX; of its newest SHARE messages
the headers are there, of all others the skeleton. `... trickle COUNT INTERVAL_S` puts one message
after the other in at random places and writes what changed, a JSON line each.
"""

import random
import sys
import time
from pathlib import Path

import msgspec

from facteur.store.rows import SkeletonRow
from facteur.store.write import messages
from tests.ui.liststore import MINUTE_MS, SEEN, ListStore, header, now_ms

BATCH = 20_000


def fill(store: ListStore, count: int, share: int) -> None:
    newest = now_ms()
    for start in range(1, count + 1, BATCH):
        end = min(count, start + BATCH - 1)
        rows = [
            SkeletonRow(uid, SEEN if uid % 3 else 0, (), newest - (count - uid) * MINUTE_MS)
            for uid in range(start, end + 1)
        ]
        store.store.write_now(
            lambda tx, rows=rows, low=start, high=end: messages.insert_skeleton(
                tx, store.inbox, rows, low, high
            )
        )
    for start in range(max(1, count - share + 1), count + 1, BATCH):
        end = min(count, start + BATCH - 1)
        store.headers(
            *(
                header(
                    uid,
                    newest - (count - uid) * MINUTE_MS,
                    subject=f"Minutes of meeting {uid} and what was decided there",
                    name=f"Person {uid % 977} Surname",
                    address=f"p{uid % 977}@example.org",
                    marks=SEEN if uid % 3 else 0,
                    attachment=uid % 7 == 0,
                )
                for uid in range(start, end + 1)
            )
        )


def trickle(store: ListStore, count: int, interval_s: float) -> None:
    chance = random.Random(1)
    span = store.store.reader.mail.execute(
        "SELECT min(received_ms), max(received_ms), max(uid) FROM message"
    ).fetchone()
    assert span is not None
    oldest, newest, uid = span
    due = time.monotonic()
    for number in range(1, count + 1):
        event = store.headers(header(uid + number, chance.randint(oldest, newest)))
        sys.stdout.write(msgspec.json.encode(event).decode() + "\n")
        sys.stdout.flush()
        due += interval_s
        time.sleep(max(0.0, due - time.monotonic()))


def main(home: str, task: str, count: str, more: str) -> None:
    store = ListStore(Path(home))
    if task == "fill":
        fill(store, int(count), int(more))
    else:
        trickle(store, int(count), float(more))
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
