"""Keys under which reports that share a passage meet: MinHash signatures of sentences, cut into bands.

Sentences are signed, not whole reports: a paragraph copied into a long report has a small Jaccard similarity with it,
but its sentences have a large one with themselves. With bands of two rows, sentences of Jaccard similarity s share a
key with probability 1 - (1 - s²)^8: .90 at s = .5, .996 at .71 (one word in twenty replaced). After Broder (1997) and
Indyk and Motwani (1998). The signatures are rensa's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import rensa  # type: ignore[import-untyped]

from sayso.linking.copies.address import find_address
from sayso.linking.copies.words import Hashes, WordHashes, Words, cut_units, make_shingles, read_words
from sayso.model import Record

_SHINGLE = 3
_BANDS, _ROWS = 8, 2
_SEED = 20220105  # any number does; it must stay the same, for keys are kept
_SALTS = (np.arange(1, _BANDS + 1, dtype=np.uint64) * np.uint64(0xD6E8FEB86659FD93))[None, :]
_MIXER = np.uint64(0x9E3779B97F4A7C15)


def candidate_keys(record: Record) -> frozenset[int]:
    """Keys of a report: ``find_copies`` can link two reports only if they share one.

    Numbers of 63 bits, of its sentences and of its web address. They hang on this report alone.
    """
    words = read_words(record.report.text, WordHashes())
    keys = sign_units(words, cut_units(words)).ravel().tolist()
    address = find_address(record.report.uri)
    return frozenset(keys if address is None else (*keys, hash_address(address)))


def hash_address(address: str) -> int:
    """The key under which versions at one address meet, under 2**63."""
    return int.from_bytes(hashlib.blake2b(address.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


def sign_units(words: Words, units: Sequence[tuple[int, int]]) -> Hashes:
    """The keys of sentences, a row for each, under 2**63."""
    shingles = make_shingles(words.hashes, _SHINGLE) if len(words) >= _SHINGLE else words.hashes
    rows = [shingles[start : max(end - _SHINGLE + 1, start + 1)] for start, end in units]
    if not rows:
        return np.zeros((0, _BANDS), dtype=np.uint64)
    bounds = np.cumsum([0, *(len(row) for row in rows)]).astype(np.uint64)
    matrix = rensa.RMinHash.digest_matrix_from_flat_token_hashes(np.concatenate(rows), bounds, _BANDS * _ROWS, _SEED)
    return _cut_bands(np.array(matrix.to_rows(), dtype=np.uint64))


def _cut_bands(signatures: Hashes) -> Hashes:
    first, second = signatures[:, :_BANDS], signatures[:, _BANDS:]
    keys = (((first << np.uint64(32)) | second) ^ _SALTS) * _MIXER
    keys ^= keys >> np.uint64(31)
    return keys >> np.uint64(1)
