"""People: named holders of public roles."""

from __future__ import annotations

import pytest
from reader_examples import Case, cases, read_sentence, read_text, similarity

from generator.records import Person


@pytest.mark.parametrize("case", cases("people"))
def test_people_of_a_sentence(case: Case) -> None:
    """Exactly the named people in public roles are found, each with role and district."""
    found = [each for each in read_sentence(case).records if isinstance(each, Person)]
    assert [each.name for each in found] == [name for name, _, _ in case["people"]]
    for person, (_, role, district) in zip(found, case["people"], strict=True):
        assert max(similarity(person.role, accepted) for accepted in role.split(" | ")) >= 0.75, person.role
        assert person.district == district


def test_a_speaker_above_a_speech_is_a_person() -> None:
    """Role and name alone on a line, as over a signed column, are read."""
    page = "# 砥砺前行\n\n中共哈尔滨市香坊区委书记 谭乐伟\n\n今年，我们要全力推进香坊区振兴。\n"
    [person] = [each for each in read_text(page).records if isinstance(each, Person)]
    assert (person.name, person.role, person.district) == ("谭乐伟", "中共哈尔滨市香坊区委书记", "香坊区")


def test_bylines_name_no_people() -> None:
    """Reporters and photographers are not the public."""
    page = "# 南岗 新貌\n\n□本报记者 刘莉\n\n本报讯(吴昌林 记者刘莉)人勤年短。\n\n育苗棚内。本报记者 刘莉摄\n"
    assert not [each for each in read_text(page).records if isinstance(each, Person)]
