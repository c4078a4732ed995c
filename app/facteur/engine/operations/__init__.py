"""The durable queue of what the user asked for and the server does not have yet.

The local half is part of the transaction that queues it (store.write.operations): the change is
shown at once, offline too. The remote half is here, one module a kind: `flags`. `queue` takes what
waits, in order, lets each kind carry out its own, and settles the result: done, again later, or
parked with a reason that the user sees. A failing operation never holds up those of other
messages.
"""
