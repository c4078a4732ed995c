"""The window of the practice mailbox: its bar, the two ends of the mail, and lessons.

The mail itself is shown by the window of every day over the real engine. Added is what a person
cannot see otherwise: what lies on the server at this moment, told by the practice server (`client`)
beside what lies on this computer, read from the store (`scene`). A lesson is a row of the table in
`lessons`: acts, each with what its button does and a check that it really happened, seen at both
ends; words stand in `lessonwords`, what a deed means to engine and server in `performing`. These
know nothing of Qt but for the words, so that every lesson is also a test without a window.
"""
