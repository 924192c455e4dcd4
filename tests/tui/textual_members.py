"""Members of Textual that are not public, and that a few widgets lean on."""

from inspect import iscoroutinefunction, signature


def lean_on(owner: type, name: str, *parameters: str, awaited: bool = False) -> None:
    """Fail, naming the member, unless it is still the method it was when it was leant on.

    Args:
        owner: A class of Textual's.
        name: Of the method.
        parameters: Their names, without the object or class it is called on.
        awaited: Whether it is a coroutine.
    """
    member = getattr(owner, name, None)
    called = f"Textual's {owner.__name__}.{name}"
    assert callable(member), f"{called} is gone"
    found = [each for each in signature(member).parameters if each != "self"]
    assert found == list(parameters), f"{called} takes other arguments now: {found}"
    assert iscoroutinefunction(member) is awaited, f"{called} is awaited where it was not, or not"
