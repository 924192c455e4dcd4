import pytest

from reader.text.meaning import changes_meaning, contradicts, loses_an_edge


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It fell by 12 percent.", "It fell by 21 percent."),
        ("It rose 3.5 points.", "It rose 35 points."),
        ("It rose by 5 % there.", "It rose by 5 there."),
        ("The area is 10² metres.", "The area is 102 metres."),
        ("At −5 degrees it froze.", "At 5 degrees it froze."),
        ("She paid $40 for it.", "She paid €40 for it."),
        ("About twelve people came.", "About twenty people came."),
        ("Zwei Brücken sind offen.", "Drei Brücken sind offen."),
        ("Ha costado tres millones.", "Ha costado dos millones."),
        ("費用は三百万円だった。", "費用は二百万円だった。"),
        ("بلغ العدد ٣٥ شخصا.", "بلغ العدد ٣٦ شخصا."),
    ],
)
def test_another_number_changes_what_is_said(before: str, after: str) -> None:
    assert changes_meaning(before, after)
    assert changes_meaning(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The mayor said that Keller had known.", "The mayor said that Kessler had known."),
        ("Keller had known.", "Miller had known."),
        ("it was agreed in the end by Norway", "it was agreed in the end"),
        ("Директор музея Иванов молчал.", "Директор музея Петров молчал."),
        ("大場さんは職人である。", "山田さんは職人である。"),
        ("وقال محمود إنه يعرف", "وقال يوسف إنه يعرف"),
    ],
)
def test_another_name_changes_what_is_said(before: str, after: str) -> None:
    assert changes_meaning(before, after)
    assert changes_meaning(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the bridge is safe", "the bridge is not safe"),
        ("they can say so", "they can't say so"),
        ("it was legal then", "it was illegal then"),
        ("der Plan ist gut", "der Plan ist nicht gut"),
        ("il a toujours raison", "il n'a toujours raison"),
        ("el plan es bueno", "el plan no es bueno"),
        ("il piano è mai partito", "il piano è partito"),
        ("o plano é bom", "o plano não é bom"),
        ("het plan is goed", "het plan is niet goed"),
        ("план был готов", "план не был готов"),
        ("план был законный", "план был незаконный"),
        ("الخطة جاهزة الآن", "الخطة ليست جاهزة الآن"),
        ("这个计划是好的", "这个计划不是好的"),
        ("予算は足りる", "予算は足りない"),
    ],
)
def test_a_negation_changes_what_is_said(before: str, after: str) -> None:
    assert changes_meaning(before, after)
    assert changes_meaning(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the minister denied everything", "the minister denyed everything"),
        ("Officials said so.", "The officials said so."),
        ("He said “yes” – twice.", 'He said "yes" - twice.'),
        ("It cost ٣٥ in all.", "It cost 35 in all."),
        ("Er hat es gestern gesagt.", "Er hat es gestrn gesagt."),
        ("he ran away from it", "he quickly ran away from it"),
        ("針が同じ時刻を指しています", "針が同じ時刻に指しています"),
        ("وأكد أن الشرطة تتابع", "وأكد أن الشرطه تتابع"),
    ],
)
def test_a_slip_or_another_typography_does_not(before: str, after: str) -> None:
    assert not changes_meaning(before, after)
    assert not changes_meaning(after, before)


def test_a_wording_that_was_cut_is_told() -> None:
    assert loses_an_edge("The family were assembled.", "family were assembled.")
    assert loses_an_edge("They came to the drive", "They came to the")
    assert not loses_an_edge("Officials were there.", "Oficials were there.")
    assert not loses_an_edge("", "anything")


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("The mill is the oldest.", "The oldest is the mill, Ann Field said.", False),
        ("The mill is the oldest.", "The mill is not the oldest.", True),
        ("The mill isn’t old.", "The mill is old.", True),
        ("The mill isn't old.", "The mill is not old.", False),
        ("12 people drowned.", "14 people drowned.", True),
        ("1,200 people drowned.", "In all, 1,200 drowned.", False),
        ("水車は古い。", "水車は古くない。", True),
        ("水车是旧的。", "水车不是旧的。", True),
        ("", "", False),
    ],
)
def test_what_is_denied_or_counted_otherwise_contradicts(
    one: str, other: str, differ: bool
) -> None:
    assert contradicts(one, other) is differ
    assert contradicts(other, one) is differ
