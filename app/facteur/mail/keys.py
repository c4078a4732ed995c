"""Keys of our own rows. They are 64-bit and never reused (AUTOINCREMENT).

Theirs (uid, mod-sequence, Message-ID) are other things and have other names.
"""

from typing import NewType

AccountKey = NewType("AccountKey", int)
MailboxKey = NewType("MailboxKey", int)
MessageKey = NewType("MessageKey", int)
NoticeKey = NewType("NoticeKey", int)
OperationKey = NewType("OperationKey", int)
ProblemKey = NewType("ProblemKey", int)
RequestKey = NewType("RequestKey", int)
TaskKey = NewType("TaskKey", int)
