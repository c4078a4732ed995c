r"""Bringing a mailbox and the store together: decide purely (`plan`), then act.

`view` holds what is known of both sides as values; `plan` lists the steps; `mirror` carries them
out for the mailbox a lane has selected and applies live news; `backfill` brings the layers of a
large mailbox window by window, each window one transaction, newest first, resumable at any
point; `rows` turns FETCH replies into rows; `listing` keeps the tree of mailboxes and its counts;
`fence` lets no connection write what another has overtaken.

Never here: the words \"delete what the server did not mention\". Absence is verified, a mass vanish
is asked about twice, and a sync token is written only together with the changes that led to it.
"""
