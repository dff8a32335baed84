"""Every language folder loads whole, and its data keep the promises that the rules rely on."""

from __future__ import annotations

import pytest

from sayso.errors import SaysoError
from sayso.lang import Language, list_languages, load_language
from sayso.lang.forms import inflect_verbs


@pytest.fixture(params=list_languages())
def language(request: pytest.FixtureRequest) -> Language:
    return load_language(request.param)


def test_english_ships() -> None:
    assert "en" in list_languages()


@pytest.mark.parametrize("code", ["en", "EN", "en-GB", "en_US"])
def test_region_and_case_are_set_aside(code: str) -> None:
    assert load_language(code) is load_language("en")


@pytest.mark.parametrize("code", ["", "xx", "../en", "..", ".", "/", "english", "e" * 1000, "\x00"])
def test_unknown_code_is_refused_with_the_known_ones(code: str) -> None:
    with pytest.raises(SaysoError, match=r"SAY-405: no language data ships for .*en") as caught:
        load_language(code)
    assert len(str(caught.value)) < 300


def framing_lists(language: Language) -> dict[str, tuple[str, ...]]:
    """The lists of words around claims, by group and name."""
    groups = (language.hedges, language.channels, language.stance, language.distancing)
    return {f"{type(g).__name__}.{name}": getattr(g, name) for g in groups for name in g.__struct_fields__}


def test_no_list_is_empty_or_says_a_thing_twice(language: Language) -> None:
    names, abbreviations = language.names, language.abbreviations
    lists: dict[str, tuple[object, ...]] = {
        "families": language.marks.families,
        "apostrophes": language.marks.apostrophes,
        **framing_lists(language),
        "titles": names.titles,
        "organisation_heads": names.organisation_heads,
        "abbreviations": (*abbreviations.inside, *abbreviations.anywhere),
        "pronouns": language.pronouns,
        "clitics": language.clitics,
    }
    assert {k: [x for x in v if v.count(x) > 1] for k, v in lists.items()} == {k: [] for k in lists}
    assert all(lists.values())


def test_compared_words_are_in_lower_case_and_trimmed(language: Language) -> None:
    names = language.names
    words = [
        *(word for words in framing_lists(language).values() for word in words),
        *names.titles,
        *names.suffixes,
        *names.particles,
        *names.organisation_heads,
        *names.function_words,
        *names.articles,
        *names.spellings,
        *names.spellings.values(),
        *language.marks.elisions,
        *(p.form for p in language.pronouns),
    ]
    assert [w for w in words if w != w.casefold() or w != " ".join(w.split())] == []


def test_titles_and_suffixes_carry_no_period(language: Language) -> None:
    assert [w for w in (*language.names.titles, *language.names.suffixes) if "." in w] == []


def test_abbreviations_end_in_a_period(language: Language) -> None:
    both = (*language.abbreviations.inside, *language.abbreviations.anywhere)
    assert [a for a in both if not a.endswith(".") or len(a) < 2] == []


def test_movable_heads_are_organisation_heads(language: Language) -> None:
    assert set(language.names.movable_heads) <= set(language.names.organisation_heads)


def test_marks_are_one_or_two_characters_and_no_primes(language: Language) -> None:
    marks = [m for f in language.marks.families for m in (*f.opens, *f.closes)]
    assert {len(m) for m in marks} <= {1, 2}
    assert not set("".join(marks)) & set("′″")
    assert all(len(a) == 1 for a in language.marks.apostrophes)


def test_every_spelling_leads_to_a_last_form(language: Language) -> None:
    spellings = language.names.spellings
    assert [w for w in spellings.values() if w in spellings] == []


def test_verbs_are_known_by_their_forms() -> None:
    endings = load_language("en").endings
    forms = inflect_verbs(("deny", "rule", "permit", "dismiss", "say", "refuse"), endings)
    assert {
        form: forms[form] for form in ("denies", "denied", "ruled", "permitted", "dismisses", "said", "refusing")
    } == {
        "denies": "deny",
        "denied": "deny",
        "ruled": "rule",
        "permitted": "permit",
        "dismisses": "dismiss",
        "said": "say",
        "refusing": "refuse",
    }
    assert "thought" not in forms
