"""Adding, testing, changing and removing accounts, and asking for passwords.

One dialog (`dialog`) with a form (`manual`), a test that really signs in (`trial`) and the page
on which a certificate can be trusted by explicit choice (`certificatepage`). When a collecting
account is added, `already` asks about the mail that lies in its maildrop. Typed text is never
lost: the dialog is hidden, not thrown away, until the account is kept. `controller` alone talks
to the engine; passwords go from the field into the command and nowhere else.
"""
