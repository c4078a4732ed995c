"""Every family says whose fault it is and whether trying again helps."""

import pytest

from facteur.base import errors
from facteur.base.errors import Fault, Retry


@pytest.mark.parametrize(
    ("error", "fault", "retry"),
    [
        (errors.NetworkError("dns"), Fault.NETWORK, Retry.LATER),
        (errors.TrustError("preauth"), Fault.SERVER, Retry.AFTER_ACTION),
        (errors.LoginError("refused"), Fault.USER, Retry.AFTER_ACTION),
        (errors.ServerRefused("mailbox"), Fault.SERVER, Retry.NEVER),
        (errors.ServerRefused("mailbox", temporary=True), Fault.SERVER, Retry.LATER),
        (errors.RemoteProtocolError("not-imap"), Fault.SERVER, Retry.LATER),
        (errors.LocalProtocolError("idling"), Fault.US, Retry.NEVER),
        (errors.StoreUnavailable("disk-full"), Fault.MACHINE, Retry.AFTER_ACTION),
        (errors.StoreMisuse("no-mailbox"), Fault.US, Retry.NEVER),
        (errors.ContentDamaged("gap"), Fault.MACHINE, Retry.LATER),
        (errors.UsageError("host-empty"), Fault.USER, Retry.AFTER_ACTION),
    ],
)
def test_families(error: errors.FacteurError, fault: Fault, retry: Retry):
    assert (error.fault, error.retry) == (fault, retry)


def test_what_is_written_to_the_log():
    error = errors.ServerRefused("mailbox", detail="Select", server_text="no\r\nway" * 100)
    text = str(error)
    assert text.startswith("mailbox | Select | server said: 'no")
    assert "\n" not in text
    assert len(text) < 800


def test_a_certificate_travels_with_the_error_and_not_in_its_text():
    error = errors.TrustError("certificate-name", certificate=b"DER")
    assert error.certificate == b"DER"
    assert "DER" not in str(error)
