"""A private certificate authority for tests, and the bad certificates a client must refuse."""

import dataclasses
import datetime as dt
from pathlib import Path

import trustme

NAMES = ("localhost", "mail.example.test", "127.0.0.1", "127.0.0.2")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Certificate chain and key in one PEM file each."""

    certificate: Path
    key: Path


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    ca_file: Path
    server: Pair
    expired: Pair
    wrong_host: Pair
    self_signed: Pair


def authority(folder: Path) -> Authority:
    """Write an authority and its certificates into a new folder."""
    folder.mkdir(parents=True)
    ca = trustme.CA()
    ca.cert_pem.write_to_path(str(folder / "ca.pem"))
    past = dt.datetime(2001, 1, 1, tzinfo=dt.UTC)
    stranger = trustme.CA(organization_name="Nobody in particular")
    return Authority(
        ca_file=folder / "ca.pem",
        server=_write(folder, "server", ca.issue_cert(*NAMES)),
        expired=_write(
            folder,
            "expired",
            ca.issue_cert(*NAMES, not_before=past, not_after=past + dt.timedelta(days=1)),
        ),
        wrong_host=_write(folder, "wrong-host", ca.issue_cert("other.example.test")),
        self_signed=_write(folder, "self-signed", stranger.issue_cert(*NAMES)),
    )


def _write(folder: Path, name: str, leaf: trustme.LeafCert) -> Pair:
    pair = Pair(certificate=folder / f"{name}.crt", key=folder / f"{name}.key")
    pair.certificate.write_bytes(b"".join(pem.bytes() for pem in leaf.cert_chain_pems))
    leaf.private_key_pem.write_to_path(str(pair.key))
    return pair
