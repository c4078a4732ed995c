"""The providers of this build: resources/providers.toml, read strictly, once, when first asked."""

from functools import lru_cache

from facteur.base.paths import resources
from facteur.mail.providers import FILE, Presets, parse


@lru_cache(maxsize=1)
def presets() -> Presets:
    """Return the providers of this build; read when first asked."""
    return parse((resources() / FILE).read_bytes())
