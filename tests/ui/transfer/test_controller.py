from pathlib import Path

import pytest

from facteur.link import commands, events
from facteur.store.write import backups
from facteur.ui.transfer.backupview import BackupDialog
from facteur.ui.transfer.choices import ExportQuestion, ImportQuestion, PassphraseQuestion
from facteur.ui.transfer.controller import same_disk
from facteur.ui.transfer.result import ResultDialog
from tests.ui.transfer.conftest import NOW_MS

COUNTS = events.Counts(
    messages=7, octets=7000, skipped=2, left_out=1, problems=[("old.mbox: 3", "empty")]
)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
DAY_MS = 24 * 3600 * 1000


def test_a_folder_goes_into_one_file_and_the_counts_are_told(bench):
    trips = bench.shelf.key("Trips")
    bench.files.path = "/media/key/Trips.mbox"
    bench.transfer.export(trips)
    bench.child(ExportQuestion).go_on.click()
    assert bench.files.asked == [("new_file", "Trips.mbox")]
    (sent,) = bench.client.sent
    assert sent == commands.ExportMailbox(
        request=1, mailbox=trips, path="/media/key/Trips.mbox", form="mbox"
    )
    bench.client.done(sent, counts=COUNTS)
    report = bench.child(ResultDialog).report
    assert "7 message" in report.lines[0]
    assert report.left_out == ("old.mbox: 3 — holds nothing",)


def test_or_into_files_in_a_folder_of_its_name(bench):
    bench.files.path = "/media/key"
    bench.transfer.export(bench.shelf.inbox)
    question = bench.child(ExportQuestion)
    question.eml.setChecked(True)
    question.go_on.click()
    assert bench.client.sent[0].path == str(Path("/media/key/Inbox"))
    assert bench.client.sent[0].form == "eml"


def test_a_refusal_is_said(bench):
    bench.files.path = "/x"
    bench.transfer.export(bench.shelf.inbox)
    bench.child(ExportQuestion).go_on.click()
    bench.client.failed(bench.client.sent[0], events.Problem(family="archive", code="exists"))
    assert "already" in bench.toast.text
    assert bench.child(ResultDialog) is None


def test_nothing_is_sent_when_no_place_is_chosen(bench):
    bench.transfer.export(bench.shelf.inbox)
    bench.child(ExportQuestion).go_on.click()
    assert bench.client.sent == []


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_mail_comes_in_from_a_file_or_a_folder(bench, kind):
    bench.files.path = "/old/mail"
    bench.transfer.import_into(bench.shelf.key("Trips"))
    getattr(bench.child(ImportQuestion), kind).click()
    assert bench.files.asked == [(kind,)]
    (sent,) = bench.client.sent
    assert (sent.path, sent.mailbox) == ("/old/mail", bench.shelf.key("Trips"))
    bench.client.done(sent, counts=COUNTS)
    lines = bench.child(ResultDialog).report.lines
    assert any("2 message" in line and "skipped" in line for line in lines)


def test_a_backup_with_a_passphrase_asks_for_it_until_it_is_right(bench):
    bench.files.path = "/b.zip.age"
    bench.transfer.import_into(bench.shelf.inbox)
    bench.child(ImportQuestion).file.click()
    for code, phrase in (("passphrase-needed", "wrong"), ("passphrase-wrong", "right")):
        problem = events.Problem(family="archive", code=code)
        bench.client.failed(bench.client.sent[-1], problem)
        question = bench.child(PassphraseQuestion)
        question.phrase.setText(phrase)
        question.go_on.click()
        assert bench.client.sent[-1].passphrase == phrase
    assert len(bench.client.sent) == 3


def test_the_page_says_why_when_and_that_it_is_the_same_disk(bench, tmp_path):
    bench.files.path = str(tmp_path)
    bench.transfer.show_backup()
    dialog = bench.child(BackupDialog)
    assert "no backup" in dialog._last.text()
    assert "only copy" in dialog._why.text()
    assert not dialog.back_up.isEnabled()
    dialog.folder_wanted.emit()
    assert bench.settings.text("backup_folder") == str(tmp_path)
    assert "same disk" in dialog.same.text
    assert dialog.back_up.isEnabled()


def test_a_backup_is_told_with_what_was_read_again(bench, tmp_path):
    bench.settings.set("backup_folder", str(tmp_path))
    bench.transfer.show_backup()
    dialog = bench.child(BackupDialog)
    dialog.phrase.setText("four plain words here")
    dialog.again.setText("four plain words here")
    dialog.back_up.click()
    (sent,) = bench.client.sent
    assert (sent.path, sent.passphrase) == (str(tmp_path), "four plain words here")
    assert not dialog.back_up.isEnabled()
    bench.client.done(sent, path=str(tmp_path / "b.zip"), counts=COUNTS)
    assert "7 message" in dialog.good.text
    assert "no difference" in dialog.good.text
    assert dialog.phrase.text() == ""
    dialog.list_wanted.emit()
    assert bench.child(ResultDialog).report.left_out


def test_a_folder_whose_disk_is_not_there_gets_no_file_of_its_name(bench, tmp_path):
    bench.settings.set("backup_folder", str(tmp_path / "gone"))
    bench.transfer.show_backup()
    dialog = bench.child(BackupDialog)
    dialog.back_up.click()
    assert bench.client.sent == []
    assert "no such file or folder" in dialog.bad.text


def test_a_backup_that_failed_is_never_called_one(bench, tmp_path):
    bench.settings.set("backup_folder", str(tmp_path))
    bench.transfer.show_backup()
    dialog = bench.child(BackupDialog)
    dialog.back_up.click()
    problem = events.Problem(family="archive", code="differs")
    bench.client.failed(bench.client.sent[0], problem)
    assert dialog.good.text == ""
    assert "read back" in dialog.bad.text
    assert dialog.back_up.isEnabled()


def test_the_age_of_the_last_backup_is_told(bench):
    bench.shelf.store.write_now(
        lambda tx: backups.note(
            tx, made_ms=NOW_MS - 40 * DAY_MS, path="/b.zip", messages=1, octets=1, left_out=0
        )
    )
    bench.transfer.show_backup()
    assert "40 day" in bench.child(BackupDialog)._last.text()
    assert bench.transfer.last_backup_ms() == NOW_MS - 40 * DAY_MS


def test_each_month_is_a_setting(bench, tmp_path):
    bench.settings.set("backup_folder", str(tmp_path))
    bench.transfer.show_backup()
    bench.child(BackupDialog).monthly.setChecked(True)
    assert bench.settings.switch("backup_monthly")


def test_without_a_folder_of_this_computer_mail_goes_beside_the_accounts(bench):
    bench.files.path = "/a.mbox"
    bench.transfer.import_into(None)
    bench.child(ImportQuestion).file.click()
    assert bench.client.sent == [commands.ImportMail(request=1, path="/a.mbox")]
    bench.client.done(bench.client.sent[0], counts=events.Counts(messages=2, octets=9))
    assert bench.child(ResultDialog) is not None


def test_a_disk_that_is_not_there_is_another_one(tmp_path):
    assert same_disk(str(tmp_path), str(tmp_path))
    assert not same_disk(str(tmp_path / "gone"), str(tmp_path))
