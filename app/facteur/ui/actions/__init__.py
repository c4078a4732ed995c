"""What can be done in the window, as data.

`table` lists every action once; `context` says when each can be used, is checked, or reads
otherwise; `binder` makes QActions, menus, context menus and the page of keys from them. No action
is made anywhere else, so that keys cannot clash unseen and every one of them is listed under F1.
"""
