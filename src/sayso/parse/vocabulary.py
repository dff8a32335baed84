"""The WordPiece vocabulary that the encoder was pretrained with."""

from __future__ import annotations

from pathlib import Path

from tokenizers import BertWordPieceTokenizer

from sayso.parse.pieces import PieceCutter

UNKNOWN_PIECE = 100


def load_cutter(vocabulary: Path) -> PieceCutter:
    """A cutter of tokens into uncased word pieces from a BERT ``vocab.txt``."""
    return PieceCutter(BertWordPieceTokenizer(str(vocabulary), lowercase=True), UNKNOWN_PIECE)
