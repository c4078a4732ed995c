"""The question before the first message leaves a server, and again when far more would go at once.

`question` holds what is asked and words it (pure), `view` is the dialog, `controller` hears the
engine and sends the answer. The strip across the window offers the dialog; it never opens by
itself, so that no key meant for something else can answer it. Until it is answered the engine
removes nothing.
"""
