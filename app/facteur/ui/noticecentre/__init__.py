"""The notice centre under the bell: what needs the user, what fails, what was done, what to know.

Problems come from the store's table of what stands and go by themselves; notices are told once and
stay until they are put away. Nothing here has a truth of its own: every event makes it read anew.
The dot on the bell is for what needs the user, and for nothing else.
"""
