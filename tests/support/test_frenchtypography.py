"""What the lint accepts and what it marks."""

import pytest

from tests.support.frenchtypography import faults

GOOD = (
    "Serveur\u00a0: imap.exemple.fr:993",
    "«\u00a0Boîte de réception\u00a0» est pleine à 62\u202f%",
    "Vraiment\u202f? Oui\u202f!",
    "L’adresse n’existe pas…",
    "%n message sur %1 (%L2)",
    'Lire <a href="https://exemple.fr/?a=b;c">l’aide</a>',
    "À 14:32, &Écrire",
    "Quoi\u202f?!",
)
BAD = (
    ("Serveur : x", "colon"),
    ("Serveur: x", "colon"),
    ("« Boîte »", "«"),
    ("Vraiment ?", "thin"),
    ("Vraiment?", "thin"),
    ("62 %", "percent"),
    ("L'adresse", "apostrophe"),
    ('le "mot"', "guillemets"),
    ("Attente...", "ellipsis"),
    ("deux  espaces", "one space"),
    ("Ecrire", "É"),
    ("Fini. A bientôt", "À"),
)


@pytest.mark.parametrize("text", GOOD)
def test_accepts(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(("text", "word"), BAD)
def test_marks(text: str, word: str) -> None:
    assert any(word in fault for fault in faults(text))
