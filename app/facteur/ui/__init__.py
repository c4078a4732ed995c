"""The window: the only package that knows Qt.

It reads the store and never writes it. A click becomes a command of `link`, the engine's
transaction becomes an event, the event makes a controller read again: no widget holds a truth of
its own. Features (`mailboxes`, `messages`, `reader`, `accounts`, `activity`) do not know one
another and meet in `application`, which builds every object and owns its life. Views are dumb:
they take a model and a style and emit signals. What can be done is a table (`actions.table`);
menus, keys, the context menus and the page of keys are made from it.

Texts are English in the source and translated by `language` from resources/translations/*.ts.
"""
