"""Files of the autoconfig format, made for tests."""


def server(
    kind: str = "imap",
    host: str = "imap.example.test",
    port: object = 993,
    security: str = "SSL",
    user: str = "%EMAILADDRESS%",
    auth: str = "password-cleartext",
) -> str:
    element = "outgoingServer" if kind == "smtp" else "incomingServer"
    return (
        f'<{element} type="{kind}"><hostname>{host}</hostname><port>{port}</port>'
        f"<socketType>{security}</socketType><username>{user}</username>"
        f"<authentication>{auth}</authentication></{element}>"
    )


def config(*servers: str, name: str = "Example", head: str = "") -> bytes:
    inner = "".join(servers)
    return (
        f'<?xml version="1.0"?>{head}<clientConfig version="1.1">'
        f'<emailProvider id="example.test"><domain>example.test</domain>'
        f"<displayName>{name}</displayName>{inner}</emailProvider></clientConfig>"
    ).encode()


USUAL = (
    server(),
    server("pop3", "pop.example.test", 995),
    server("smtp", "smtp.example.test", 465),
)
