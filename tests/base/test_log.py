import io
import logging
from pathlib import Path

import pytest

from facteur.base import log


@pytest.fixture(autouse=True)
def restored():
    top = logging.getLogger("facteur")
    before = (top.level, top.propagate)
    yield
    for handler in tuple(top.handlers):
        top.removeHandler(handler)
        handler.close()
    top.setLevel(before[0])
    top.propagate = before[1]


def test_a_record_carries_account_and_mailbox(tmp_path: Path):
    ring = log.start(tmp_path / "log", "engine")
    log.account.set(3)
    log.mailbox.set(9)
    log.logger("sync").info("hello %d", 5)
    log.account.set(0)
    log.mailbox.set(0)
    assert ring.lines[-1].endswith("INFO facteur.sync [a3 m9] hello 5")
    assert "hello 5" in (tmp_path / "log" / "engine.log").read_text()


def test_the_level_is_chosen():
    quiet = log.start(None, "engine")
    log.logger("imap").debug("hidden")
    assert not quiet.lines
    loud = log.start(None, "engine", "trace")
    log.logger("imap").log(log.TRACE, "S * OK")
    assert "TRACE facteur.imap" in loud.lines[-1]


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path):
    (tmp_path / "log").write_text("in the way")
    ring = log.start(tmp_path / "log", "engine")
    log.logger("sync").info("still here")
    assert len(ring.lines) == 1


def test_a_full_disk_spoils_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    class Full(io.StringIO):
        def write(self, text: str, /) -> int:
            raise OSError(28, "No space left on device")

    ring = log.start(tmp_path, "engine")
    (handler,) = [
        one for one in logging.getLogger("facteur").handlers if isinstance(one, logging.FileHandler)
    ]
    handler.stream.close()
    handler.stream = Full()
    log.logger("sync").info("still here")
    assert len(ring.lines) == 1
    assert capfd.readouterr().err == ""


def test_the_ring_forgets_the_oldest():
    ring = log.start(None, "engine")
    for number in range(log.RING_RECORDS + 1):
        log.logger("sync").info("%d", number)
    assert len(ring.lines) == log.RING_RECORDS
    assert ring.lines[0].endswith(" 1")


def test_starting_twice_says_everything_once(tmp_path: Path):
    log.start(tmp_path, "engine")
    ring = log.start(tmp_path, "engine")
    log.logger("sync").info("once")
    assert len(ring.lines) == 1
    assert (tmp_path / "engine.log").read_text().count("once") == 1


def test_a_full_file_is_kept_once_and_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(log, "FILE_OCTETS", 200)
    log.start(tmp_path, "engine")
    for number in range(12):
        log.logger("sync").info("record %d", number)
    now, before = tmp_path / "engine.log", tmp_path / "engine.log.1"
    assert {path.name for path in tmp_path.iterdir()} == {now.name, before.name}
    assert now.read_text().endswith("record 11\n")
    assert len(now.read_text()) < 300
    assert "record" in before.read_text()


def test_a_fault_of_ours_is_not_hidden_with_those_of_the_disk(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    class Odd(io.StringIO):
        def write(self, text: str, /) -> int:
            raise ValueError("not the disk's fault")

    log.start(tmp_path, "engine")
    (handler,) = [
        one for one in logging.getLogger("facteur").handlers if isinstance(one, logging.FileHandler)
    ]
    handler.stream.close()
    handler.stream = Odd()
    log.logger("sync").info("hello")
    assert "not the disk's fault" in capfd.readouterr().err


def test_half_a_character_does_not_cost_the_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    log.start(tmp_path, "engine")
    log.logger("sync").info("subject %s", "\ud83d")
    assert "subject \\ud83d" in (tmp_path / "engine.log").read_text()
    assert capfd.readouterr().err == ""


def test_a_file_that_cannot_be_put_away_is_written_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(log, "FILE_OCTETS", 200)
    (tmp_path / "engine.log.1").mkdir()
    log.start(tmp_path, "engine")
    for number in range(12):
        log.logger("sync").info("record %d", number)
    assert (tmp_path / "engine.log").read_text().count("record") == 12
    assert capfd.readouterr().err == ""
