"""What the two processes say to each other, and the pipes it goes through.

The window sends commands (verbs on user objects), each with a `request`; the engine answers each
with exactly one reply (`Done` or `Failed`) and sends events, which are facts: what changed, never
how to show it. Frames are a 4-byte big-endian length and one msgpack value of a tagged struct.
`Channel` has two implementations, pipes and an in-memory pair; code on both sides is the same.
The store stays the only truth: an event makes the other side read again.
"""
