"""Messages and folders of this computer: put into the trash, moved, copied; made, renamed, deleted.

`sending` carries any number of messages to the engine, `words` says what happened (pure),
`chooser`, `naming` and `questions` are the dialogs, `controller` does what is asked of messages
and can take the last of it back, `folders` does what is asked of folders. Nothing here concerns
folders of a server: deleting there is a mark, which the list sends itself.
"""
