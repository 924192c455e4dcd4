from hypothesis import given
from hypothesis import strategies as st

from reader.storage.compressed import CompressedBytes, Stretch, plain_blocks


@given(st.lists(st.binary(max_size=40), max_size=6), st.booleans(), st.data())
def test_any_stretch_is_what_was_put_in(
    blocks: list[bytes],
    plain: bool,
    data: st.DataObject,
) -> None:
    content = CompressedBytes(plain=plain)
    for block in blocks:
        content.append(block)
    whole = b"".join(blocks)
    assert len(content) == len(whole)
    for keep in (None, content.keep_plain, content.let_go, None):
        if keep is not None:
            keep()
        start = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.integers(start, len(whole)))
        assert content.stretch(start, end) == whole[start:end]
        stretch = Stretch(content, start, end)
        assert len(stretch) == end - start
        assert b"".join(plain_blocks([b"<", stretch, b">"])) == b"<%b>" % whole[start:end]


def test_what_repeats_takes_a_fraction_of_its_length() -> None:
    content = CompressedBytes()
    for number in range(100):
        content.append(b"the ambassador denied it %d times. " % number * 100)
    assert content._blocks is not None
    assert sum(map(len, content._blocks)) < len(content) / 20
