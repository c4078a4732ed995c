"""The engine: one process that holds the profile, speaks to servers and writes the store.

`process` starts it (lock, log, store, `server`); `server` carries out commands, one handler each;
`account` keeps one account going: a front lane for what the user waits for and a back lane for
backfill, each a connection of its own (`lane`); `sync` decides purely (`plan`) and then acts;
`operations` is the durable queue of the user's changes; `bodies` brings and prepares messages;
`accounttest` tries settings and `measuring` asks what a mailbox holds; `credentials` knows the
password of an account, or `tokens` that a provider gave (`agreeing`) and that are renewed in time;
`workers` keeps hostile MIME in processes that may be killed; `problems` turns exceptions into
values. Network, clock, keyring and randomness are arguments (`effects`), so that tests rule them.

Everything runs on one asyncio loop; the store writes on its own thread. A click is: command →
transaction → event. Nothing here imports Qt.
"""
