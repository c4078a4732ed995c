"""Rows out. Functions over a Source (a Reader, or a Transaction in the making); they never write.

This is all that the window knows of SQLite. Pages are asked for by the last row seen, never by a
count of rows to skip, so that the millionth costs what the first did.
"""
