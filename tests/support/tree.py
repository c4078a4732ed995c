"""Which files the project has, for the tests that check the rules of the house."""

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "app" / "facteur"
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".sql",
    ".qss",
    ".ts",
    ".sh",
    ".txt",
    ".css",
    ".html",
    ".yml",
    ".xml",
    "",
}


def project_files() -> list[Path]:
    """Return every file that is, or would be, committed."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode == 0:
        return [
            path
            for name in done.stdout.decode().split("\0")
            if name and (path := ROOT / name).is_file()
        ]
    skipped = {".git", ".venv", "build", "dist", "__pycache__"}  # an unpacked archive, without git
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and skipped.isdisjoint(path.relative_to(ROOT).parts)
    ]


def modules() -> list[Path]:
    """Return the modules of the program, packages' own files apart."""
    return sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")


def packages() -> list[Path]:
    """Return every folder of the program that holds Python, however deep."""
    found = {path.parent for path in PACKAGE.rglob("*.py")}
    return sorted(
        found | {parent for path in found for parent in path.parents if PACKAGE in parent.parents}
    )


def docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def shown(path: Path) -> Path:
    """Return a path as people write it: from the project's root."""
    return path.relative_to(ROOT)
