"""Rows in. Functions over a Transaction; for the engine only, checked by import-linter.

Each keeps the counts of its mailbox exact and notes what it changed in `transaction.changes`.
Doing one twice with the same arguments leaves the same rows: a backfill may be cut anywhere.
"""
