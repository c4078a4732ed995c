"""Makes the README's pictures: a real Dovecot, the demo mailbox, the real program drawing itself."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support import demo
from tests.support.mailserver import Dovecot
from tests.support.secondclient import SecondClient

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURES = ROOT / "resources" / "pictures"
SHOTS = (
    ("light-fr", "light", "fr", ""),
    ("dark-en", "dark", "en", ""),
    ("below-fr", "light", "fr", 'layout = "below"\n'),
)


def main() -> int:
    """Draw every picture; 0 when all are there."""
    PICTURES.mkdir(exist_ok=True)
    with Dovecot() as server, tempfile.TemporaryDirectory() as home:
        user = server.add_user("claire")
        with SecondClient(user) as client:
            demo.fill(client.imap)
        _facteur(
            home, "account", "add", "--address", "claire@exemple.fr", "--security", "none",
            "--imap", f"localhost:{server.ports.imap}", "--user", user.name,
            "--password-command", f"echo {user.password}",
        )  # fmt: skip
        _facteur(home, "sync", "--bodies")
        for name, theme, language, settings in SHOTS:
            Path(home, "settings.toml").write_text(settings, encoding="utf-8")
            Path(home, "window.ini").unlink(missing_ok=True)
            _facteur(
                home, "--offscreen", "--screenshot", str(PICTURES / f"{name}.png"),
                "--size", "1360x860", "--theme", theme, "--language", language,
            )  # fmt: skip
    return 0


def _facteur(home: str, *words: str) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    subprocess.run(
        [sys.executable, "-m", "facteur", "--home", home, *words],
        check=True, timeout=120, env=environment, cwd=ROOT,
    )  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
