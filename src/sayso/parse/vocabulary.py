"""The WordPiece vocabulary that the encoder was pretrained with."""

from __future__ import annotations

from pathlib import Path

from tokenizers import BertWordPieceTokenizer

from sayso.errors import SaysoError
from sayso.parse.pieces import PieceCutter

UNKNOWN_PIECE = 100
_UNKNOWN = "[UNK]"


def load_cutter(vocabulary: Path) -> PieceCutter:
    """A cutter of tokens into uncased word pieces from a BERT ``vocab.txt``.

    Raises SaysoError (SAY-402) when the file cannot be read as one.
    """
    try:
        tokenizer = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
    except Exception as error:  # tokenizers has no error type of its own
        raise SaysoError("SAY-402", path=vocabulary, reason=error) from error
    if tokenizer.token_to_id(_UNKNOWN) != UNKNOWN_PIECE:
        raise SaysoError("SAY-402", path=vocabulary, reason=f"line {UNKNOWN_PIECE + 1} is not {_UNKNOWN}")
    return PieceCutter(tokenizer, UNKNOWN_PIECE)
