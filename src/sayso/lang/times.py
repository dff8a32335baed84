"""The type of a language's words of time."""

from __future__ import annotations

import msgspec


class Holiday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A feast with its names (tokens one blank apart) and the rule of its ``date``.

    A rule is a month and day ("12-25"), a weekday of a month ("11-w4-4": the fourth Thursday; "05-w1--1": the last
    Monday), or days counted from Easter ("easter+1").
    """

    names: tuple[str, ...]
    date: str


class TenseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What says that a time is still to come: ``auxiliaries``, ``verbs`` (lemmas), ``terms`` before a date.

    ``conditional`` auxiliaries look ahead from a past time, unless one of ``perfect`` follows; ``flashback`` are those
    of what had happened before; ``closing`` is a term that a past verb may have met ("by"); ``unchanging`` are forms
    that are present and past alike ("hit"); after one of ``negations`` a term is over ("not until Monday").
    """

    auxiliaries: tuple[str, ...]
    verbs: tuple[str, ...]
    terms: tuple[str, ...]
    conditional: tuple[str, ...]
    perfect: tuple[str, ...]
    flashback: tuple[str, ...]
    closing: tuple[str, ...]
    unchanging: tuple[str, ...]
    negations: tuple[str, ...]


class TimeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of time. Phrases are tokens one blank apart; names of units and parts are those of TIMEX3.

    Calendar: ``months``, ``weekdays``, ``seasons``, ``parts`` of day, each with its plural; ``short_months`` and
    ``short_weekdays`` count with a capital only; ``doubtful_months`` and ``doubtful_seasons`` are other words as well;
    ``bare_parts`` need no determiner. ``clock_words`` are times of day, ``half_days`` the hours that "p.m." adds,
    ``oclock`` follows a clock time, ``zones`` and ``zone_words`` name its zone, before ``time_word``.

    Amounts: ``units``; ``unit_adjectives`` beside them; ``numbers``, ``scales``, ``ordinals`` with their
    ``ordinal_endings``, ``decades`` by their tens, ``halves``, ``vague`` numbers, ``couples``; ``stretches`` behind
    ``stretch_adjectives`` last an unknown time; ``rough`` words count as a TIMEX3 modifier.

    Small words: ``the``, ``one``, ``each``, ``per``, ``of``, ``joining``, ``on``, ``to``, ``possessive``, ``old``;
    ``last``, ``next``, ``this`` count from publication, ``same``, ``previous``, ``following`` from what was mentioned,
    ``latest``, ``recent`` and ``coming`` name no certain unit; ``ago``, ``earlier``, ``later``, ``before``, ``after``,
    ``since``, ``hence`` and ``than`` follow an amount; ``ended`` follows a year that ends on a day; ``fiscal``;
    ``quarters`` in short ("Q3"); ``edges`` and ``edge_nouns`` give the part of a longer time, ``ends`` among them close
    it ("year-end"), ``rest`` takes a part without saying which, ``whole`` the whole ("all week").

    Whole expressions: ``references`` (PRESENT_REF and so on), ``idioms`` that hold such words and tell no time,
    ``present_adjectives`` and ``past_adjectives`` before any noun, ``bygone`` a noun with "the"; ``days`` by how many
    days from publication, ``day_parts`` for those that are a part of day; ``pointing`` phrases mean the time mentioned
    last, with a modifier or none, without one of ``pointing_outside`` before them; ``recurring`` words, and
    ``times_words`` before a unit ("twice a week"). ``spans`` are prepositions before a length of time.
    ``clock_prepositions`` stand before a clock time, ``loose_prepositions`` before one of two digits ("to 20:00"),
    ``season_prepositions``, ``part_prepositions`` and ``day_prepositions`` before a bare season, part of day, ordinal;
    ``range_joints`` between the two ends of a range, ``range_openers`` before it, ``pair_openers`` before two that
    "and" joins. ``holidays`` and ``tense``; ``named_days`` are days whose date is a name ("9/11"); ``dated`` are
    prepositions before a year or month; ``things`` are counted, so that a number before them is no year.
    """

    months: dict[str, int]
    short_months: dict[str, int]
    doubtful_months: tuple[str, ...]
    weekdays: dict[str, int]
    short_weekdays: dict[str, int]
    weekday_plurals: dict[str, int]
    seasons: dict[str, str]
    season_plurals: dict[str, str]
    doubtful_seasons: tuple[str, ...]
    parts: dict[str, str]
    part_plurals: dict[str, str]
    bare_parts: tuple[str, ...]
    clock_words: dict[str, str]
    half_days: dict[str, int]
    oclock: tuple[str, ...]
    zones: tuple[str, ...]
    zone_words: dict[str, str]
    time_word: tuple[str, ...]
    units: dict[str, str]
    unit_plurals: dict[str, str]
    unit_adjectives: tuple[str, ...]
    stretches: tuple[str, ...]
    stretch_adjectives: tuple[str, ...]
    numbers: dict[str, int]
    scales: dict[str, int]
    ordinals: dict[str, int]
    ordinal_endings: tuple[str, ...]
    decades: dict[str, int]
    halves: tuple[str, ...]
    vague: tuple[str, ...]
    couples: tuple[str, ...]
    the: tuple[str, ...]
    one: tuple[str, ...]
    each: tuple[str, ...]
    per: tuple[str, ...]
    last: tuple[str, ...]
    next: tuple[str, ...]
    this: tuple[str, ...]
    same: tuple[str, ...]
    previous: tuple[str, ...]
    following: tuple[str, ...]
    latest: tuple[str, ...]
    recent: tuple[str, ...]
    coming: tuple[str, ...]
    ago: tuple[str, ...]
    earlier: tuple[str, ...]
    later: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    since: tuple[str, ...]
    hence: tuple[str, ...]
    than: tuple[str, ...]
    of: tuple[str, ...]
    joining: tuple[str, ...]
    on: tuple[str, ...]
    to: tuple[str, ...]
    possessive: tuple[str, ...]
    old: tuple[str, ...]
    ended: tuple[str, ...]
    quarters: dict[str, int]
    fiscal: tuple[str, ...]
    edges: dict[str, str]
    edge_nouns: dict[str, str]
    ends: tuple[str, ...]
    rest: tuple[str, ...]
    whole: tuple[str, ...]
    rough: dict[str, str]
    references: dict[str, str]
    idioms: tuple[str, ...]
    present_adjectives: tuple[str, ...]
    past_adjectives: tuple[str, ...]
    bygone: tuple[str, ...]
    days: dict[str, int]
    day_parts: dict[str, str]
    pointing: dict[str, str]
    pointing_outside: tuple[str, ...]
    recurring: dict[str, str]
    times_words: tuple[str, ...]
    spans: tuple[str, ...]
    dated: tuple[str, ...]
    things: tuple[str, ...]
    clock_prepositions: tuple[str, ...]
    loose_prepositions: tuple[str, ...]
    season_prepositions: tuple[str, ...]
    part_prepositions: tuple[str, ...]
    day_prepositions: tuple[str, ...]
    range_joints: tuple[str, ...]
    range_openers: tuple[str, ...]
    pair_openers: tuple[str, ...]
    named_days: tuple[str, ...]
    holidays: tuple[Holiday, ...]
    tense: TenseWords
