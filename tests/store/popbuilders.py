"""Rows of collected and imported messages, for tests."""

from facteur.mail.account import (
    AccountSettings,
    PopRules,
    Protocol,
    SecretKind,
    Security,
    ServerAddress,
)
from facteur.store.rows import HeaderRow


def pop_settings(address: str = "claire@example.org", **rules: object) -> AccountSettings:
    return AccountSettings(
        address=address,
        protocol=Protocol.POP,
        pop=PopRules(**rules),  # pyright: ignore[reportArgumentType]
        server=ServerAddress(host="pop.example.org", port=995, security=Security.TLS),
        user="claire",
        secret_kind=SecretKind.ASK,
    )


def header(
    subject: str, *, flags: int = 0, keywords: tuple[str, ...] = (), received_ms: int = 1
) -> HeaderRow:
    return HeaderRow(
        uid=0,
        flags=flags,
        keywords=keywords,
        received_ms=received_ms,
        size_octets=100,
        sent_ms=None,
        sender_name="Zoé",
        sender_address="zoe@example.org",
        recipients="claire@example.org",
        subject=subject,
        header_message_id=f"{subject}@example.org",
        in_reply_to="",
        reference_ids="",
        list_id="",
        has_attachment=0,
    )
