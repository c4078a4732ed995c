"""How a process that works in the background lets others go first."""

import os


def go_after_others(niceness: int) -> None:
    """Be nice, and wait for a turn instead of interrupting others when woken (Linux).

    niceness: added to that of the process. What the system does not know of is left out.
    """
    if hasattr(os, "nice"):
        os.nice(niceness)
    if hasattr(os, "sched_setscheduler"):
        try:
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
        except OSError:  # a sandbox may forbid it
            return
