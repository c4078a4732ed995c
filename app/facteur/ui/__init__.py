"""The window: the only package that knows Qt.

It reads the store and never writes it. A click becomes a command of `link`, the engine's
transaction becomes an event, the event makes a controller read again: no widget holds a truth of
its own. Features (`mailboxes`, `messages`, `reader`, `accounts`, `activity`) do not know one
another and meet in `application`, which builds every object and owns its life. Views are dumb:
they take a model and a style and emit signals. What can be done is a table (`actions.table`);
menus, keys, the context menus and the page of keys are made from it.

A start is waited for, so three things are done otherwise here than elsewhere. Values that a start
makes are NamedTuples: the class of one takes 0.15 ms, that of a frozen dataclass with slots 0.6 ms
on Python 3.11, and there are thirty. PySide makes a class of Qt, with all its enums, when its name
is first used: what is not seen at first is named through its module (`QtCore.QProcess`) or in words
that need fewer classes (`theme.ink`, the delegates and QStyle). And PySide's own import, which
reads the text of every module, is taken away again (`plainimport`). What a list on the screen does
not need loads after it (`later`) or is made after it (`beside`, `ActionBinder.complete`).

Texts are English in the source and translated by `language` from resources/translations/*.ts.
"""
