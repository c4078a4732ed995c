"""The delete ledger on the screen: every message that left a server through Facteur, newest first.

`columns` names the columns, `words` puts a row into words, `model` reads the ledger page by page,
`view` is the window with the list, `controller` joins it to store and engine. Nothing is changed
here: the engine writes a row before each deletion and settles it afterwards.
"""
