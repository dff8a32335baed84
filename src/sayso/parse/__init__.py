"""The reader: sentences, tags, lemmas, dependencies, names and attribution marks by one small encoder."""

from pathlib import Path

from sayso.parse.onnx_model import MODEL_FOLDER, VOCABULARY, load_model
from sayso.parse.reader import Reader
from sayso.parse.vocabulary import load_cutter


def load_reader(folder: Path = MODEL_FOLDER) -> Reader:
    """The reader with the model of ``folder``, the shipped one by default.

    Raises SaysoError: SAY-401 where a file is missing, SAY-402 where one is damaged.
    """
    return Reader(load_model(folder), load_cutter(folder / VOCABULARY))


__all__ = ["MODEL_FOLDER", "Reader", "load_reader"]
