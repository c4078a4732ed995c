"""The mark on overriding methods costs nothing."""

import subprocess
import sys

from facteur.base.override import override


def test_a_marked_method_is_itself() -> None:
    class Parent:
        def name(self) -> str:
            return "parent"

    class Child(Parent):
        @override
        def name(self) -> str:
            return "child"

    assert Child().name() == "child"


def test_the_module_of_the_real_one_stays_unloaded() -> None:
    words = "import sys, facteur.base.override; print('typing_extensions' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
