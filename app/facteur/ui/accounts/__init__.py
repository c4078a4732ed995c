"""Adding, testing, changing and removing accounts, and asking for passwords.

`wizard` adds an address; `change` leads an account that is here through the same pages, from its
servers through a test that really signs in. `settingsdialog` shows everything about each account;
what is chosen there holds at once. Typed text is never lost: a wizard that is left can be resumed.
Only the controllers and the `talk` of wizard and change speak to the engine; passwords go from the
field into the command and nowhere else.
"""
