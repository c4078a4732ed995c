"""Bring resources/translations in step with the source: `python -m tests.translations`.

New texts are added as unfinished, texts that are gone leave, translations stay. The files are
those of Qt Linguist, which can edit them; facteur_en.ts holds plural forms only.
"""

import sys

from tests.support.tsfiles import TRANSLATIONS, Translated, load, save
from tests.support.uitexts import texts


def main() -> int:
    missing = 0
    found = texts()
    for language in ("fr", "en"):
        path = TRANSLATIONS / f"facteur_{language}.ts"
        known = {(one.context, one.source, one.comment): one for one in load(path)}
        lines: list[Translated] = []
        for text in found:
            if language == "en" and not text.plural:
                continue
            old = known.get((text.context, text.source, text.comment))
            lines.append(
                Translated(
                    context=text.context,
                    source=text.source,
                    comment=text.comment,
                    plural=text.plural,
                    forms=old.forms if old is not None and old.plural == text.plural else (),
                )
            )
        save(path, lines, language)
        unfinished = [line.source for line in lines if not line.finished]
        missing += len(unfinished)
        print(f"{path.name}: {len(lines)} texts, {len(unfinished)} unfinished")
        for source in unfinished:
            print(f"  {source}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
