"""What tests of the window share: accounts and mailboxes by the dozen."""

from facteur.mail.account import Account, AccountSettings, Security, ServerAddress
from facteur.mail.keys import AccountKey, MailboxKey
from facteur.mail.mailbox import Attributes, Mailbox, SpecialUse

_NO_ATTRIBUTES = Attributes(0)


def account(key: int, address: str = "claire@example.org", name: str = "") -> Account:
    return Account(
        key=AccountKey(key),
        position=key,
        settings=AccountSettings(
            address=address,
            name=name,
            server=ServerAddress(host="imap.example.org", port=993, security=Security.TLS),
            user=address,
        ),
    )


def mailbox(
    key: int,
    path: str,
    use: SpecialUse = SpecialUse.NONE,
    *,
    account_key: int = 1,
    delimiter: str = "/",
    attributes: Attributes = _NO_ATTRIBUTES,
    messages: int = 0,
    unseen: int = 0,
) -> Mailbox:
    return Mailbox(
        key=MailboxKey(key),
        account=AccountKey(account_key),
        name=path.encode(),
        path=path,
        delimiter=delimiter,
        special_use=use,
        attributes=attributes,
        messages=messages,
        unseen=unseen,
        uidvalidity=1,
        complete=True,
    )
