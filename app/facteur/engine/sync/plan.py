"""From two views of a mailbox to the steps that bring them together; pure.

RFC 4549 §3 and RFC 7162 §3.2.5.2 are the standard's own account of it. A token that is lower than
ours, a UIDNEXT that fell, a count that does not add up: each leads to a full look and never to a
removal by itself.
"""

from facteur.engine.sync.view import (
    CompareUids,
    CountCheck,
    FetchChanges,
    FetchNew,
    FirstScreen,
    LocalView,
    RefreshFlags,
    Renumber,
    Restart,
    SaveToken,
    ServerView,
    Step,
)

# Without CONDSTORE a visit refreshes this many; a smaller mailbox is refreshed whole
# (design/protocols/1-imap.md §1.5 C).
NEWEST_FLAGS = 500
WHOLE_FLAGS_BELOW = 5000
# More new messages than this are not fetched in one go.
MANY_NEW = 2000
# A mass vanish is asked about again: more than a fifth (and fifty), or more than a thousand.
BRAKE_ROWS = 50
BRAKE_SHARE = 0.2
BRAKE_ALWAYS = 1000


def plan(server: ServerView, local: LocalView) -> tuple[Step, ...]:
    """Return the steps for a mailbox just selected, in order; () when nothing is to be done."""
    if local.uidvalidity == 0:
        return (FirstScreen(server.highestmodseq),)
    if server.uidvalidity != local.uidvalidity:
        return (Renumber(server.uidvalidity), FirstScreen(server.highestmodseq))
    if not local.skeleton_done:
        return _during_backfill(server, local)
    if _is_quiet(server, local):
        return ()
    if server.exists - local.messages > MANY_NEW:
        return (Restart(), FirstScreen(server.highestmodseq))
    return (*_news(server, local), CountCheck(), _token(server))


def after_skeleton(local: LocalView) -> tuple[Step, ...]:
    """Return the steps for the moment when every message has a row.

    What changed while the backfill ran is caught up from the mod-sequence it began with; then
    the counts must agree.
    """
    if local.pending_modseq:
        return (FetchChanges(local.pending_modseq), CountCheck())
    return (CountCheck(),)


def brakes(removed: int, messages: int) -> bool:
    """Whether so many removals at once need a second opinion."""
    return removed > BRAKE_ALWAYS or removed > max(BRAKE_ROWS, BRAKE_SHARE * messages)


def _during_backfill(server: ServerView, local: LocalView) -> tuple[Step, ...]:
    if local.uidnext == 0:
        return (FirstScreen(server.highestmodseq),)
    if server.uidnext == local.uidnext:
        return ()
    return (FetchNew(local.uidnext),)


def _is_quiet(server: ServerView, local: LocalView) -> bool:
    """Equal tokens with equal counts: RFC 7162 §3.1.2.1 promises that nothing changed."""
    return (
        server.highestmodseq != 0
        and server.highestmodseq == local.highestmodseq
        and server.uidnext == local.uidnext
        and server.exists == local.exists == local.messages
    )


def _news(server: ServerView, local: LocalView) -> tuple[Step, ...]:
    new: tuple[Step, ...] = ()
    if server.uidnext == 0 or server.uidnext != local.uidnext:
        new = (FetchNew(max(local.uidnext, 1)),)
    if server.highestmodseq and local.highestmodseq:
        if server.highestmodseq < local.highestmodseq:
            return (*new, RefreshFlags(0), CompareUids())
        if server.resynced:
            return new
        if server.highestmodseq == local.highestmodseq:
            return new
        return (FetchChanges(local.highestmodseq), *new)
    if server.highestmodseq:
        return (*new, RefreshFlags(0))
    whole = server.exists < WHOLE_FLAGS_BELOW
    return (*new, RefreshFlags(0 if whole else NEWEST_FLAGS))


def _token(server: ServerView) -> SaveToken:
    return SaveToken(
        uidnext=server.uidnext, highestmodseq=server.highestmodseq, exists=server.exists
    )
