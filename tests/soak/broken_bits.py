"""Flip bits in the content of a profile, seed after seed, and have it mended."""

import random
import shutil
import tempfile
import time
import traceback
from pathlib import Path

from facteur.link import events
from tests.support.comparing import sound
from tests.support.damageseries import Window, WindowReader, bring_everything, fill, flip
from tests.support.engineprocess import engine
from tests.support.mailserver import running

FLIPS = (1, 10, 50, 400)


def run(seconds: float) -> bool:
    end = time.monotonic() + seconds
    well, done, damaged, renewed = True, 0, 0, 0
    with running() as server, tempfile.TemporaryDirectory() as folder:
        user = server.add_user()
        whole = Path(folder) / "whole"
        fill(user, whole)
        with engine(whole) as filling:
            filling.event(events.Ready)
            bring_everything(filling, whole)
            filling.leave()
        while time.monotonic() < end:
            seed = random.randrange(1_000_000)
            home = Path(folder) / "broken"
            shutil.copytree(whole, home)
            chance = random.Random(seed)
            try:
                flip(home / "content.sqlite", chance.choice(FLIPS), chance)
                window = Window(home)
                with WindowReader.reading(home):
                    window.show_until_sound()
                damaged += window.damaged
                renewed += window.renewed
                sound(home)
            except Exception:  # noqa: BLE001 -- the next seed may tell more
                traceback.print_exc()
                print(f"seed {seed} failed", flush=True)
                well = False
            shutil.rmtree(home)
            done += 1
    print(f"{done} profiles with broken bits, {damaged} parts damaged, {renewed} files renewed")
    return well
