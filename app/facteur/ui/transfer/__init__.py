"""Mail out of Facteur and into it: export, import, backup.

`words` says what was done and what was left out (pure), `choices` and `backupview` are the
dialogs, `result` shows what came of it with the list of what was left out, `restoring` brings a
backup back: `restoretree` is what it holds (pure), `restoreview` the tree to choose from. `files`
asks the system for files and folders, `controller` sends the commands. The work is the engine's,
in the background: progress and Stop are in the status line.
"""
