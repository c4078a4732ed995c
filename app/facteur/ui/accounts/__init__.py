"""Adding, testing, changing and removing accounts, and asking for passwords.

`wizard` adds an address. The account that is there is changed in one dialog (`dialog`) with a form
(`manual`), a test that really signs in (`trial`) and the page on which a certificate can be trusted
by explicit choice (`certificatepage`). Typed text is never lost: a wizard that is left can be
resumed. Only `controller` and the wizard's `talk` speak to the engine; passwords go from the field
into the command and nowhere else.
"""
