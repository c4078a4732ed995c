"""The only sockets, and the system keyring.

`stream` opens byte streams with timeouts; `tls` makes contexts and judges certificates;
`imapsession` drives the sans-IO machine of `imap` over a stream, `popsession` that of `pop`
(`popfetch` is its way to fetch many messages); `submission` signs in at servers for sending,
through aiosmtplib; `oauth` gets tokens, as whom and where says `oauthclients`, and
`oauthredirect` waits for the user's browser; `keyring` keeps secrets;
`discovery` finds the settings of an address;
`local` is the socket by which the command line reaches an engine that holds the profile.
`Network` and `Secrets` are protocols: tests give the engine others.
"""
