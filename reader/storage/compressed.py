"""Bytes that are kept compressed, because there are many of them and few are looked at."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator

_FASTEST = 1


class CompressedBytes:
    """The bytes of a file in compressed blocks; a stretch is taken out of the blocks it lies in.

    Blocks are added by one thread before any other knows of it. Then all methods may be called
    from any thread.
    """

    __slots__ = ("_blocks", "_ends", "_opened", "_plain")

    def __init__(self, *, plain: bool = False) -> None:
        """Begin empty; `plain` is whether nothing is to be compressed, which takes a while."""
        self._blocks: list[bytes] | None = None if plain else []
        self._plain: list[bytes] | None = [] if plain else None
        self._ends = array("Q", [0])
        self._opened: tuple[int, bytes] = (-1, b"")

    def append(self, block: bytes) -> None:
        """Add bytes behind the others; a stretch of them costs as much as all of the block."""
        import zlib

        if self._blocks is not None:
            self._blocks.append(zlib.compress(block, _FASTEST))
        elif self._plain is not None:
            self._plain.append(block)
        self._ends.append(self._ends[-1] + len(block))

    def keep_plain(self) -> None:
        """Have all of it there beside the compressed blocks, for who goes over it often."""
        if self._plain is None:
            self._plain = [self._block(number) for number in range(len(self._ends) - 1)]

    def let_go(self) -> None:
        """Keep nothing but the compressed blocks, if there are any."""
        if self._blocks is not None:
            self._plain = None

    def __len__(self) -> int:
        return self._ends[-1]

    def blocks(self, start: int, end: int) -> Iterator[bytes]:
        """Go over the bytes from `start` up to `end`, some at a time."""
        number = bisect_right(self._ends, start) - 1
        while start < end:
            first, last = self._ends[number], min(end, self._ends[number + 1])
            yield self._block(number)[start - first : last - first]
            start, number = last, number + 1

    def stretch(self, start: int, end: int) -> bytes:
        """Return the bytes from `start` up to `end`."""
        return b"".join(self.blocks(start, end))

    def _block(self, number: int) -> bytes:
        plain = self._plain
        if plain is not None:
            return plain[number]
        # Who goes over documents asks for the same block again and again.
        opened, block = self._opened
        if opened != number and self._blocks is not None:
            import zlib

            length = self._ends[number + 1] - self._ends[number]
            block = zlib.decompress(self._blocks[number], bufsize=length)
            self._opened = number, block
        return block


class Stretch:
    """A part of compressed bytes, decompressed when one goes over it."""

    __slots__ = ("_content", "_end", "_start")

    def __init__(self, content: CompressedBytes, start: int, end: int) -> None:
        """Stand for the bytes of `content` from `start` up to `end`."""
        self._content, self._start, self._end = content, start, end

    def __len__(self) -> int:
        return self._end - self._start

    def __iter__(self) -> Iterator[bytes]:
        return self._content.blocks(self._start, self._end)


Piece = bytes | Stretch


def plain_blocks(pieces: Iterable[Piece]) -> Iterator[bytes]:
    """Go over the bytes of pieces, those of a stretch a block at a time."""
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece
        else:
            yield from piece
