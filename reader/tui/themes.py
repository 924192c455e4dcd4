"""Four themes: calm paper, calm night, high contrast, and the terminal's own sixteen colours.

The last is for terminals that have no others: there attributes tell marks apart, since sixteen
colours of the person's own choice allow no tints. Each theme has one accent, which is also the
colour of a claim. Marks are solid colours that the style sheets lay over the ground with
`$mark-strength`, so that text stays legible on them (WCAG AA) and the signs in the gutter keep
their full colour.
"""

from textual.theme import Theme

_TAGS = ("red", "orange", "yellow", "green", "cyan", "blue", "purple", "pink")


def _variables(
    *,
    marks: tuple[str, str, str, str],
    strength: str,
    quiet: str,
    hairline: str,
    focus: tuple[str, str],
    selection: str,
    hits: tuple[str, str, str],
    caret: tuple[str, str],
    tags: str,
) -> dict[str, str]:
    """Return the variables of one theme.

    Args:
        marks: Claim, highlight, question, evidence.
        strength: How much of a mark's colour lies over the ground.
        quiet: Secondary text.
        hairline: Rules between the panes.
        focus: The bar beside the focus, and the ground under it.
        selection: The ground of selected words.
        hits: The ground of a hit, of the current hit, and the text on the latter.
        caret: The caret's ground and the text on it.
        tags: Eight colours parted by spaces, in the order of `_TAGS`.
    """
    claim, highlight, question, evidence = marks
    return {
        "mark-claim": claim,
        "mark-highlight": highlight,
        "mark-question": question,
        "mark-evidence": evidence,
        "mark-current": focus[0],
        "mark-strength": strength,
        "focus-bar": focus[0],
        "focus-ground": focus[1],
        "furniture": quiet,
        "text-quiet": quiet,
        "decoration": quiet,
        "hairline": hairline,
        "selection": selection,
        "hit": hits[0],
        "hit-current": hits[1],
        "hit-current-text": hits[2],
        "caret": caret[0],
        "caret-text": caret[1],
        "caret-shade": quiet,
        **{f"tag-{name}": color for name, color in zip(_TAGS, tags.split(), strict=True)},
        "border": focus[0],
        "border-blurred": hairline,
        "input-cursor-background": caret[0],
        "input-cursor-foreground": caret[1],
        "input-selection-background": selection,
        "block-cursor-background": selection,
        "block-cursor-blurred-background": selection,
        "scrollbar-background": "transparent",
        "scrollbar-background-hover": "transparent",
        "scrollbar-background-active": "transparent",
        "scrollbar": hairline,
        "scrollbar-hover": quiet,
        "scrollbar-active": focus[0],
    }


LIGHT = Theme(
    name="reader-light",
    dark=False,
    primary="#8a5300",
    secondary="#2f6aa8",
    accent="#8a5300",
    foreground="#23262b",
    background="#fbfaf6",
    surface="#f3f1ea",
    panel="#ebe8df",
    success="#3c7a45",
    warning="#9a5b00",
    error="#b3261e",
    variables=_variables(
        marks=("#b87800", "#3f7fbf", "#8a5cc2", "#3f8f4f"),
        strength="30%",
        quiet="#686b70",
        hairline="#dcd8cd",
        focus=("#b87800", "#f5f1e6"),
        selection="#bcd4ee",
        hits=("#b9e3e3", "#0f7278", "#ffffff"),
        caret=("#23262b", "#fbfaf6"),
        tags="#c2413a #c2681c #a17a00 #3f8f4f #1f8a8f #3f7fbf #8a5cc2 #bf4f86",
    )
    | {"block-cursor-foreground": "#23262b", "block-cursor-blurred-foreground": "#23262b"},
)

DARK = Theme(
    name="reader-dark",
    primary="#e5a84b",
    secondary="#6fa8dc",
    accent="#e5a84b",
    foreground="#d6d8dd",
    background="#15171b",
    surface="#1c1f25",
    panel="#23272e",
    success="#6db37f",
    warning="#e5a84b",
    error="#ef7d74",
    variables=_variables(
        marks=("#e5a84b", "#5b9bd5", "#b48edd", "#6db37f"),
        strength="28%",
        quiet="#8b919c",
        hairline="#2b2f37",
        focus=("#e5a84b", "#1b1e23"),
        selection="#2f4d78",
        hits=("#1f5458", "#58c7cf", "#0c1214"),
        caret=("#d6d8dd", "#15171b"),
        tags="#e57373 #e8945a #d9c25a #6db37f #58c0c7 #5b9bd5 #b48edd #e08ab4",
    )
    | {"block-cursor-foreground": "#f2f3f5", "block-cursor-blurred-foreground": "#f2f3f5"},
)

CONTRAST = Theme(
    name="reader-contrast",
    primary="#ffc233",
    secondary="#7fc4ff",
    accent="#ffc233",
    foreground="#ffffff",
    background="#000000",
    surface="#0d0d0d",
    panel="#1a1a1a",
    success="#7dff8a",
    warning="#ffc233",
    error="#ff8a80",
    luminosity_spread=0.2,
    text_alpha=1.0,
    variables=_variables(
        marks=("#ffb000", "#4fb0ff", "#d29bff", "#5fe07a"),
        strength="42%",
        quiet="#c4c8ce",
        hairline="#7a7f88",
        focus=("#ffc233", "#141414"),
        selection="#0b4fb3",
        hits=("#00646b", "#00e5f2", "#000000"),
        caret=("#ffffff", "#000000"),
        tags="#ff7a7a #ff9f55 #ffe14d #5fe07a #4fe3ec #4fb0ff #d29bff #ff8ac4",
    )
    | {"block-cursor-foreground": "#ffffff", "block-cursor-blurred-foreground": "#ffffff"},
)

TERMINAL = Theme(
    name="reader-terminal",
    ansi=True,
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_magenta",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    success="ansi_green",
    warning="ansi_magenta",
    error="ansi_red",
    variables=_variables(
        marks=("ansi_magenta", "ansi_cyan", "ansi_blue", "ansi_green"),
        strength="100%",
        quiet="ansi_default",
        hairline="ansi_bright_black",
        focus=("ansi_magenta", "ansi_default"),
        selection="ansi_cyan",
        hits=("ansi_cyan", "ansi_magenta", "ansi_black"),
        caret=("ansi_default", "ansi_default"),
        tags="ansi_red ansi_red ansi_yellow ansi_green ansi_cyan ansi_blue ansi_magenta "
        "ansi_magenta",
    )
    | {
        "block-cursor-foreground": "ansi_black",
        "block-cursor-blurred-foreground": "ansi_black",
        "caret-shade": "ansi_magenta",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
        "scrollbar-corner-color": "ansi_default",
    },
)

THEMES = (DARK, LIGHT, CONTRAST, TERMINAL)
"""The themes of the program; the first is the default."""
