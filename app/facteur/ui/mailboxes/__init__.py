"""The sidebar: accounts and their folders.

`tree` arranges mailboxes as people expect them (pure), `names` gives them their names in words,
`model` holds the rows, `view` and `delegate` draw them, `controller` reads the store and listens
to the engine. Public to the rest of the window: `controller.MailboxesController` and `view`.
"""
