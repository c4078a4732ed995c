"""Start Facteur from a checkout: `python3 app [arguments]`.

Makes the environment when it is missing or out of date, then becomes the installed program
`facteur`, which says everything else. Standard library only, and readable by any Python 3, so that
an old one gets a sentence instead of a syntax error.
"""

import os
import subprocess
import sys

OLDEST_PYTHON = (3, 11)


def main():  # noqa: ANN201 -- old Pythons read this file too
    """Prepare, then hand over to `python -m facteur`; does not return on POSIX."""
    if sys.version_info < OLDEST_PYTHON:
        return "Facteur needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info)
    import prepare  # noqa: PLC0415 -- only after the version is known to be new enough

    try:
        python = prepare.environment("app")
    except prepare.NotPrepared as problem:
        return str(problem)
    command = [str(python), "-m", "facteur", *sys.argv[1:]]
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
