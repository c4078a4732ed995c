"""Changing servers, user names, password and trusted certificates of an account.

The pages are the wizard's: the settings as they are stand in a WizardState (`state`), are edited
(`servers`), really tested and only then applied (`trial`). `dialog` holds the pages, `talk` speaks
to the engine. Whether mail stays on the server or is collected is not changed here: an account
stays what it is.
"""
