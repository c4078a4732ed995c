"""What everything stands on, and nothing of ours below it.

Errors say whose fault they are and whether trying again helps (house rule: every exception of
Facteur is one of the families in `errors`); settings, paths, log, clock and secrets are here
because every process needs them.
"""
