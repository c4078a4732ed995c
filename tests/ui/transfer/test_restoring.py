"""From the file to what came of it; the tree itself is tested with restoreview."""

import pytest

from facteur.link import commands, events
from facteur.ui.transfer.backupview import BackupDialog
from facteur.ui.transfer.choices import PassphraseQuestion
from facteur.ui.transfer.restoreview import RestoreQuestion
from facteur.ui.transfer.result import ResultDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
FOLDERS = [
    events.BackupFolder(levels=["a@b.fr", "Inbox"], use="inbox", messages=5, octets=10, account=1),
    events.BackupFolder(levels=["a@b.fr", "Work"], messages=2, octets=10, account=1),
    events.BackupFolder(levels=["old@b.fr", "Inbox"], use="inbox", messages=1, octets=10),
]


def begin(bench) -> None:
    bench.files.path = "/b.zip"
    bench.transfer.show_backup()
    bench.child(BackupDialog).restore.click()


def test_the_folders_are_chosen_before_anything_comes(bench):
    begin(bench)
    assert bench.client.sent == [commands.ListBackup(request=1, path="/b.zip")]
    bench.client.done(bench.client.sent[-1], folders=FOLDERS)
    question = bench.child(RestoreQuestion)
    assert [one.levels[-1] for one in question.picked()] != []
    account = question.tree.topLevelItem(0)
    account.child(1).setCheckState(0, account.child(1).checkState(0).Unchecked)
    assert question.below.itemText(0) == "On this computer"
    question.below.setCurrentIndex(1)
    question.go_on.click()
    sent = bench.client.sent[-1]
    assert isinstance(sent, commands.ImportMail)
    assert sorted(sent.folders) == [["a@b.fr", "Inbox"], ["old@b.fr", "Inbox"]]
    assert sent.mailbox == bench.shelf.inbox
    bench.client.done(sent, counts=events.Counts(messages=4, octets=9, skipped=2))
    report = bench.child(ResultDialog).report
    assert report.title == "The backup is restored"
    assert any("2 message" in line for line in report.lines)


def test_a_passphrase_is_asked_for_until_it_is_right(bench):
    begin(bench)
    for code in ("passphrase-needed", "passphrase-wrong"):
        bench.client.failed(bench.client.sent[-1], events.Problem(family="archive", code=code))
        question = bench.child(PassphraseQuestion)
        question.phrase.setText("word")
        question.go_on.click()
    sent = bench.client.sent[-1]
    assert sent == commands.ListBackup(request=sent.request, path="/b.zip", passphrase="word")
    bench.client.done(sent, folders=FOLDERS)
    bench.child(RestoreQuestion).go_on.click()
    sent = bench.client.sent[-1]
    assert isinstance(sent, commands.ImportMail)
    assert (sent.passphrase, sent.folders, sent.mailbox) == ("word", [], 0)


def test_what_is_no_backup_is_said(bench):
    begin(bench)
    bench.client.failed(bench.client.sent[-1], events.Problem(family="archive", code="not-backup"))
    assert "not a backup" in bench.toast.text
    assert bench.child(RestoreQuestion) is None
