"""The backup of the month: when it is due, that it is made, and that a failure stands until then."""

import asyncio
from pathlib import Path

import pytest

from facteur.base.paths import Profile
from facteur.base.settings import Settings
from facteur.engine import backups
from facteur.engine.effects import Effects
from facteur.link import commands, events
from facteur.store.read import problems as read_problems
from facteur.store.read import wholes
from tests.support.enginerig import running
from tests.support.fakes import MORNING_MS, FakeClock, FakeSecrets

DAY_MS = 24 * 3600 * 1000


def made_in(folder: Path) -> int:
    return len(list(folder.glob("*.zip")))


def settings_at(path: Path, *, monthly: bool = True, folder: str = "") -> Settings:
    settings = Settings(path)
    settings.set("backup_monthly", monthly)
    settings.set("backup_folder", folder)
    return settings


@pytest.mark.parametrize(
    ("age_days", "due"), [(0, False), (29, False), (30, True), (400, True), (-400, True)]
)
def test_one_is_due_after_thirty_days(tmp_path: Path, age_days: int, *, due: bool) -> None:
    settings = settings_at(tmp_path / "s.toml", folder=str(tmp_path))
    last = MORNING_MS - age_days * DAY_MS
    assert backups.is_due(settings, last, MORNING_MS) is due


def test_never_without_a_folder_or_against_the_will(tmp_path: Path) -> None:
    assert not backups.is_due(settings_at(tmp_path / "a.toml"), 0, MORNING_MS)
    unwilling = settings_at(tmp_path / "b.toml", monthly=False, folder=str(tmp_path))
    assert not backups.is_due(unwilling, 0, MORNING_MS)


def test_it_is_made_once_a_month_and_a_missing_disk_is_told(
    profile: Profile, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    profile.create()
    settings_at(profile.settings, folder=str(disk))
    clock = FakeClock()

    async def scene() -> None:
        effects = Effects(clock=clock, secrets=FakeSecrets())
        async with running(profile, effects) as rig:

            def standing() -> list[str]:
                return [one.code for one in read_problems.standing(rig.store.reader)]

            await backups.look(rig.context)
            assert standing() == [backups.CODE]
            raised = await rig.event(events.ProblemRaised, lambda _one: True)
            assert (raised.problem.family, raised.problem.account) == ("archive", 0)
            assert not disk.exists()
            disk.mkdir()
            await backups.look(rig.context)
            assert standing() == []
            await rig.event(events.ProblemCleared, lambda one: one.code == backups.CODE)
            assert made_in(disk) == 1
            clock.jump(29 * DAY_MS)
            await backups.look(rig.context)
            assert made_in(disk) == 1
            clock.jump(DAY_MS)
            await backups.look(rig.context)
            assert made_in(disk) == 2
            last = wholes.last_backup(rig.store.reader)
            assert last is not None
            assert last.made_ms == clock.now_ms()

    asyncio.run(scene())


def test_it_looks_once_an_hour_but_not_at_the_start(profile: Profile, tmp_path: Path) -> None:
    profile.create()
    settings_at(profile.settings, folder=str(tmp_path))
    clock = FakeClock()

    async def scene() -> None:
        effects = Effects(clock=clock, secrets=FakeSecrets())
        async with running(profile, effects):
            await clock.advance(backups.FIRST_AFTER_S - 1)
            assert made_in(tmp_path) == 0
            await clock.advance(2)
            for _ in range(200):
                if backups.LOOK_EVERY_S in clock.slept:
                    break
                await asyncio.sleep(0.01)
            assert made_in(tmp_path) == 1

    asyncio.run(scene())


def test_only_so_many_of_the_schedule_are_kept_and_all_made_by_hand(
    profile: Profile, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    profile.create()
    settings_at(profile.settings, folder=str(disk))
    clock = FakeClock()

    async def scene() -> None:
        effects = Effects(clock=clock, secrets=FakeSecrets())
        async with running(profile, effects) as rig:
            by_hand = await rig.ask(commands.MakeBackup, path=str(disk))
            for month in range(backups.KEPT):
                clock.jump(31 * DAY_MS)
                await backups.look(rig.context)
                assert made_in(disk) == 2 + month
            oldest = min(disk.glob("*.zip"), key=lambda path: path.name)
            assert oldest == Path(by_hand.path)
            for _ in range(3):
                clock.jump(31 * DAY_MS)
                await backups.look(rig.context)
                assert made_in(disk) == 1 + backups.KEPT
            assert oldest.exists()
            left = wholes.scheduled_backups(rig.store.reader)
            assert {Path(one.path) for one in left} == set(disk.glob("*.zip")) - {oldest}
            rig.store.write_now(
                lambda tx: tx.run("UPDATE backup SET messages = 9 WHERE id = ?", left[-1].key)
            )
            clock.jump(31 * DAY_MS)
            await backups.look(rig.context)
            assert Path(left[-1].path) in set(disk.glob("*.zip"))  # it holds far more

    asyncio.run(scene())
