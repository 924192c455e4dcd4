from reader.text.seeds import Seeds

COMMON = "one two three four five six seven eight nine ten".split()  # noqa: SIM905


def test_the_place_with_most_of_the_words_comes_first() -> None:
    text = "a lantern burned there. " * 3 + "the keeper lit the lantern at dusk. " + "so on. " * 9
    places, voters = Seeds(text).near("the kepeer lit the lantern at dusk", 0, 3, 0)
    assert abs(places[0] - text.index("the keeper")) < 8
    assert voters >= 5


def test_of_equal_places_the_nearest_comes_first() -> None:
    text = "the keeper lit the lantern. " + "nothing else happened then. " * 40
    seeds = Seeds(text + text)
    assert seeds.near("the keeper lit the lantern", 0, 2, len(text) + 9)[0] == [len(text), 0]


def test_words_that_are_everywhere_are_told_apart_by_those_beside_them() -> None:
    words = [COMMON[(place * place + place // 7) % 10] for place in range(40_000)]
    wanted = "ten ten one nine nine ten ten two"
    words[30_000:30_000] = wanted.split()
    text = " ".join(words)
    places, voters = Seeds(text).near(wanted, 0, 5, 0)
    assert voters
    assert any(abs(place - text.index(wanted)) < 4 for place in places)


def test_ideographs_vote_in_pairs() -> None:
    text = "河流的位置已经改变。" * 30 + "村庄后来被迫搬迁到山上。" + "没有其他的证据。" * 30
    places, _voters = Seeds(text).near("村庄后来被迫迁到山上", 0, 3, 0)
    assert abs(places[0] - text.index("村庄")) < 3


def test_words_that_are_not_there_lead_nowhere() -> None:
    assert Seeds("nothing of the sort").near("altogether different", 0, 3, 0) == ([], 0)
