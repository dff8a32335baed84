"""The types of the words around a claim: hedges, channels, denials and refusals, words at arm's length.

Words are lemmas in lower case, phrases are words as they stand, in lower case.
"""

from __future__ import annotations

import msgspec


class HedgeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that weaken a statement, by the syntax that they need.

    ``phrases`` hedge wherever they stand. ``modals`` hedge as auxiliaries, save where they allow something (under
    one of the ``ruling`` verbs); ``weak_modals`` do before one of ``weak_verbs`` or a perfect ("could have", "could
    reach"). ``raising`` verbs hedge before "to" or a clause ("appears to"), ``reporting`` verbs do in the passive
    before "to" or a clause, or before a predicate ("is said to", "feared dead"), ``expecting`` ones only as cues.
    ``adjectives`` hedge before a noun. ``rough`` adjectives do with one of ``matters`` behind them ("preliminary
    data"), and take in one of ``leads`` before them ("according to"); ``early`` ones among them only with one of
    ``news``. ``measures`` weaken a figure, not a statement.
    """

    phrases: tuple[str, ...]
    modals: tuple[str, ...]
    ruling: tuple[str, ...]
    weak_modals: tuple[str, ...]
    weak_verbs: tuple[str, ...]
    raising: tuple[str, ...]
    reporting: tuple[str, ...]
    expecting: tuple[str, ...]
    adjectives: tuple[str, ...]
    rough: tuple[str, ...]
    matters: tuple[str, ...]
    early: tuple[str, ...]
    news: tuple[str, ...]
    leads: tuple[str, ...]
    measures: tuple[str, ...]


class ChannelWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that name a way or an occasion of saying, with the prepositions that each group takes.

    ``texts`` hold words (statement, letter), ``occasions`` gather people (rally), ``media`` carry words (radio, X),
    ``means`` stand without a determiner ("by phone"), ``mouths`` speak for another ("through his lawyer"),
    ``audiences`` are told ("reporters"). ``telling`` verbs take an audience as their object, ``speaking`` verbs carry a
    channel for the verb that they hang on ("Speaking on television, she promised"), ``saying`` verbs are said on a
    medium that only its name tells. ``dates`` are the nouns and adverbs of dates, ``carried`` the participles that
    say where words were to be had ("an interview broadcast on Friday"), ``linking`` the prepositions of the one who
    is spoken with or written to, ``pronouns`` stand for a channel ("In it, she says"), ``relatives`` begin a clause
    on one ("a letter in which").
    """

    texts: tuple[str, ...]
    text_prepositions: tuple[str, ...]
    occasions: tuple[str, ...]
    occasion_prepositions: tuple[str, ...]
    media: tuple[str, ...]
    media_prepositions: tuple[str, ...]
    means: tuple[str, ...]
    means_prepositions: tuple[str, ...]
    mouths: tuple[str, ...]
    mouth_prepositions: tuple[str, ...]
    audiences: tuple[str, ...]
    audience_prepositions: tuple[str, ...]
    bare: tuple[str, ...]
    telling: tuple[str, ...]
    speaking: tuple[str, ...]
    saying: tuple[str, ...]
    dates: tuple[str, ...]
    carried: tuple[str, ...]
    linking: tuple[str, ...]
    pronouns: tuple[str, ...]
    relatives: tuple[str, ...]


class StanceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of denial and of refusal to speak.

    ``denying`` verbs and nouns deny by themselves, save with one of ``withheld`` as object ("denied entry");
    ``rejecting`` verbs deny only with one of ``charges`` as object ("rejected the accusations"); ``verdicts`` after a
    verb of ``judging`` deny ("called it baseless", "dismissed as false"). ``refusing`` verbs refuse before one of
    ``speech``, ``negations`` and ``nobody`` as the source do with one of ``answers``, ``helping`` words between them;
    ``naming`` verbs deny a charge that is their object ("called the accusation a fairy tale"); ``phrases`` of either
    kind need no syntax. A verdict that is a verb may have none but ``verdict_cases`` before what hangs on it ("lied
    about the toll", but "responsibility lies with the army").
    """

    denying: tuple[str, ...]
    withheld: tuple[str, ...]
    rejecting: tuple[str, ...]
    charges: tuple[str, ...]
    judging: tuple[str, ...]
    verdicts: tuple[str, ...]
    verdict_cases: tuple[str, ...]
    denial_phrases: tuple[str, ...]
    refusing: tuple[str, ...]
    speech: tuple[str, ...]
    answers: tuple[str, ...]
    negations: tuple[str, ...]
    nobody: tuple[str, ...]
    naming: tuple[str, ...]
    helping: tuple[str, ...]
    refusal_phrases: tuple[str, ...]


class DistancingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that keep what follows at arm's length, and words after which short quotations are names or speech.

    ``adjectives`` stand before a noun ("so-called"); ``namers`` follow "what" and a subject ("what he called"), or
    stand before one of ``reflexives`` ("calling itself"). ``naming`` words before a short quotation make it a name or
    a term, ``expressions`` mere words that are spoken of, ``works`` a title. After one of ``articles`` a whole quoted
    noun phrase is a label.
    """

    adjectives: tuple[str, ...]
    namers: tuple[str, ...]
    reflexives: tuple[str, ...]
    naming: tuple[str, ...]
    expressions: tuple[str, ...]
    articles: tuple[str, ...]
    works: tuple[str, ...]
