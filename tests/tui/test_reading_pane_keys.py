from reader.tui.widgets.reading_pane.keys import PendingKeys


def test_a_count_belongs_to_the_key_right_after_it() -> None:
    keys = PendingKeys()
    assert keys.take("1", selecting=False) == ""
    assert keys.take("0", selecting=False) == ""
    assert keys.shown == "10"
    assert keys.take("w", selecting=False) is None
    assert keys.take_count() == 10
    assert keys.take_count() is None


def test_a_key_that_takes_no_count_loses_it() -> None:
    keys = PendingKeys()
    keys.take("3", selecting=False)
    keys.take("x", selecting=False)
    keys.take("w", selecting=False)
    assert keys.take_count() is None


def test_zero_without_a_count_is_a_command_by_itself() -> None:
    assert PendingKeys().take("0", selecting=False) is None


def test_i_and_a_begin_a_text_object_only_while_there_is_a_selection() -> None:
    keys = PendingKeys()
    assert keys.take("i", selecting=False) is None
    assert keys.take("i", selecting=True) == ""
    assert keys.take("s", selecting=True) == "is"


def test_a_text_object_takes_the_count_before_it() -> None:
    keys = PendingKeys()
    keys.take("3", selecting=True)
    keys.take("a", selecting=True)
    assert keys.shown == "3a"
    assert keys.take("w", selecting=True) == "aw"
    assert keys.take_count() == 3
    assert keys.shown == ""


def test_an_unknown_text_object_is_dropped_and_does_nothing() -> None:
    keys = PendingKeys()
    keys.take("a", selecting=True)
    assert keys.take("x", selecting=True) == ""
    assert keys.shown == ""
    assert keys.take("w", selecting=True) is None


def test_a_count_has_a_limit_however_long_a_digit_is_held() -> None:
    keys = PendingKeys()
    for _ in range(50):
        keys.take("9", selecting=False)
    keys.take("j", selecting=False)
    assert keys.take_count() == 999_999


def test_a_second_g_has_the_count_of_the_first() -> None:
    keys = PendingKeys()
    keys.take("5", selecting=False)
    counts = []
    for _ in range(3):
        keys.take("g", selecting=False)
        counts.append(keys.take_count())
    assert counts == [5, 5, None]


def test_a_g_after_another_key_has_no_count_but_its_own() -> None:
    keys = PendingKeys()
    for key in "5gjg":
        keys.take(key, selecting=False)
    assert keys.take_count() is None
