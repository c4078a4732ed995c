"""The wizard that brings an address to its mail, one decision a page.

`state` is everything typed and found, a frozen value, and pure functions over it: which step this
is, what is wrong on a page, what goes to the engine. A `page` shows a state and says the new one;
it knows neither the pages around it nor the engine. What it wants done it says as a `wants` value.
`dialog` holds the state, the pages and the footer. The controller of accounts alone talks to the
engine, and gives back what it heard. Passwords are in the state while the dialog is there, and
never in what `kept` writes for the day the wizard is resumed.
"""
