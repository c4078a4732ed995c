"""The message list: cards or a table, one QTableView over keys in order.

`model` shows a RowWindow (keys as 64-bit numbers, rows read near the eye) with the date heads of
`groups` between its rows. `source` reads the store, `loader` brings keys in idle slices of a few
milliseconds, first the newest 2,000; until a key is here its row is a placeholder, so the scroll
bar is right from the start. `refresh` turns what the engine says into insertions and removals by
binary search; keys are read again only when the engine says "many". `controller` joins them.

`delegate` holds what both painters share, `carddelegate` and `tabledelegate` paint; `view` handles
keys, hovering and clicks and knows nothing of the store. A date head is a row that can neither be
selected nor current. `emptywords` says what it means that nothing is listed.

Decided: a QTableView, because a QListView with a hundred thousand rows needs 350 ms for one
insertion, a QTableView 3 ms (a million: 2 ms with the sections it keeps in C++).
"""
