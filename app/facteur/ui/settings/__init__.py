"""The settings of the window, in words: a page made from the table in base.settings.

`words` names every setting and its choices, `view` is the dialog. A setting without words is not
shown; a test checks that all that should be are. Changes hold at once; there is nothing to confirm.
"""
