"""What Facteur is doing, what waits, what is wrong: the panel under F8 and the status line.

`model` keeps the facts (pure), `sentences` words them, `rows` is what the views are handed, `view`
is the panel, `statusline` the line at the foot of the window, `controller` joins them to engine
and store.
"""
