"""MIME, pure: bytes of a message in, values that can be shown out. No I/O.

Everything here reads hostile input. Faults of a message are data (`Defect`), never
exceptions; depth, parts, headers, addresses and text are limited, and every pass is linear
in the input. The standard library's parser is not used: it throws on real mail, recurses to
death at depth 1,000 and is quadratic on comments.

`parse` splits bytes into parts with section numbers; `display` says which parts are shown;
`prepare` makes of them what the reader shows; `inspect` is the same for the command line;
`headers` and `rowheader` read header fields; `html` and `css` clean what senders wrote.
"""
