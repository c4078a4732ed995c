"""What a transaction changed, collected by the write functions, for the engine's events."""

from dataclasses import dataclass, field

from facteur.mail.keys import AccountKey, MailboxKey, MessageKey

# More rows than this in one kind are not listed: reading the keys again is cheaper.
LISTED_AT_MOST = 200


@dataclass(slots=True, kw_only=True)
class MessageChanges:
    """Rows of one mailbox; each key stands in one of the three sets at most.

    many: more happened than is listed; the sets are then empty.
    """

    added: set[MessageKey] = field(default_factory=set[MessageKey])
    changed: set[MessageKey] = field(default_factory=set[MessageKey])
    removed: set[MessageKey] = field(default_factory=set[MessageKey])
    many: bool = False

    def settle(self) -> None:
        """Let what came win over what changed, and what went over both; give up when many."""
        self.added -= self.removed
        self.changed -= self.added
        self.changed -= self.removed
        if max(len(self.added), len(self.changed), len(self.removed)) > LISTED_AT_MOST:
            self.many = True
        if self.many:
            self.added.clear()
            self.changed.clear()
            self.removed.clear()


@dataclass(slots=True, kw_only=True)
class Changes:
    """Everything one or several transactions changed.

    accounts: accounts came, went or have other settings.
    structure: accounts whose mailboxes came, went or were renamed.
    counts: mailboxes whose numbers changed, with their accounts.
    operations: accounts in which the number of waiting operations may have changed.
    notices: what was told of has come, gone or been counted up.
    """

    accounts: bool = False
    structure: set[AccountKey] = field(default_factory=set[AccountKey])
    counts: dict[MailboxKey, AccountKey] = field(default_factory=dict[MailboxKey, AccountKey])
    messages: dict[MailboxKey, MessageChanges] = field(
        default_factory=dict[MailboxKey, MessageChanges]
    )
    bodies: set[MessageKey] = field(default_factory=set[MessageKey])
    operations: set[AccountKey] = field(default_factory=set[AccountKey])
    problems: bool = False
    notices: bool = False

    def of(self, mailbox: MailboxKey) -> MessageChanges:
        """Return the changes of one mailbox, to be added to."""
        return self.messages.setdefault(mailbox, MessageChanges())

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed that anybody could see."""
        return not (
            self.accounts
            or self.structure
            or self.counts
            or self.messages
            or self.bodies
            or self.operations
            or self.problems
            or self.notices
        )

    def settle(self) -> None:
        """Bring the collected keys into the form that is promised; called after a commit."""
        for messages in self.messages.values():
            messages.settle()

    def merge(self, later: "Changes") -> None:
        """Take in what happened after this, as if it had been one transaction."""
        self.accounts |= later.accounts
        self.structure |= later.structure
        self.counts |= later.counts
        self.bodies |= later.bodies
        self.operations |= later.operations
        self.problems |= later.problems
        self.notices |= later.notices
        for mailbox, theirs in later.messages.items():
            ours = self.of(mailbox)
            ours.added |= theirs.added
            ours.changed |= theirs.changed
            ours.removed |= theirs.removed
            ours.many |= theirs.many
            ours.settle()
