"""What a person or a member of staff is shown, with no channel in it: channels turn a Screen into a page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Text = str
"""A sentence in the screen's language. Markdown where a field says so; never HTML."""

InputKind = Literal[
    "text",
    "textarea",
    "date",
    "radios",
    "checkboxes",
    "address",
    "search",
    "declaration",
    "evidence",
    "password",
]

InputType = Literal["text", "tel", "email", "url"]
"""What a browser may bring a keyboard for; what is typed is never judged by it."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a question: `value` is stored, `label` is read."""

    value: str
    label: Text
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class Input:
    """One question as a form field.

    name: the field's name; a composite field adds a suffix: `born_on.day`, `.month`, `.year`;
        `address.line_1`, `.line_2`, `.town`, `.county`, `.postcode`; a box of `checkboxes` adds its option's
        value and sends `yes` when it is ticked: `ask.full_name`; `evidence` sends an option as `.way`, and as
        `.why` the words that its last option asks for.
    values: what to show in it, by full field name (with suffix), exactly as typed.
    error: one sentence that names the question and says how to mend it; `error_parts` names the parts
        of a composite field that are wrong.
    autocomplete, inputmode, input_type, width: hints to browsers; width is in characters.
    code: letters and digits that no spelling checker should look at.
    prefix, suffix: what stands before and after the field and is not typed, such as £.
    meant: of `search`, a text whose `options` are suggested by their labels: what a refused answer may have
        meant, to choose from; the value chosen is sent with the suffix `meant`.
    exclusive: of `checkboxes`, the option that rules all others out, "" for none.
    max_length, max_words: how much of a long answer is counted down, in characters or words.
    """

    name: str
    kind: InputKind
    label: Text
    hint: Text = ""
    options: tuple[Option, ...] = ()
    parts: Mapping[str, Text] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    error: Text = ""
    error_parts: frozenset[str] = frozenset()
    required: bool = True
    autocomplete: str = ""
    inputmode: str = ""
    input_type: InputType = "text"
    code: bool = False
    prefix: Text = ""
    suffix: Text = ""
    meant: tuple[Option, ...] = ()
    exclusive: str = ""
    width: int | None = None
    max_length: int | None = None
    max_words: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go: `to` is a channel-free target, such as `page:about-you/full_name` or `do:withdraw`."""

    text: Text
    to: str
    hidden_text: Text = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text in Markdown."""

    text: Text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the page, level 2 or 3; 4 inside what is shown of another page."""

    text: Text
    level: Literal[2, 3, 4] = 2


@dataclass(frozen=True, slots=True)
class Inset:
    """Text set apart from the rest, in Markdown."""

    text: Text


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - the Design System's own name for it
    """A consequence the reader must not miss."""

    text: Text


@dataclass(frozen=True, slots=True)
class Details:
    """Help that opens on request; body in Markdown."""

    summary: Text
    body: Text


@dataclass(frozen=True, slots=True)
class Panel:
    """The confirmation panel: what happened, and the reference."""

    title: Text
    body: Text = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A banner at the top: something that has just happened, or that must be done first."""

    title: Text
    text: Text
    success: bool = False
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary list. value may have several lines. note says where it came from, when shown."""

    key: Text
    value: Text
    links: tuple[Link, ...] = ()
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary list, with an optional card title."""

    rows: tuple[Row, ...]
    title: Text = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a task list; `to` empty means it cannot be started yet."""

    title: Text
    status: Text
    to: str = ""
    done: bool = False
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class Tasks:
    """A task list."""

    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; cells are plain text or a Link.

    numbers: what stands after the first cell of a row is figures, to be compared down a column.
    """

    caption: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[Text | Link, ...], ...]
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened, newest first: (when, what, more) in the screen's language."""

    entries: tuple[tuple[Text, Text, Text], ...]


@dataclass(frozen=True, slots=True)
class Action:
    """A button: posts the screen's inputs to `to`. Among the blocks, it stands where it is put."""

    text: Text
    to: str
    secondary: bool = False
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody else sees, to be read inside this screen: their title and blocks, in their language.

    Its headings are two levels lower, since its title stands under a heading of this screen; its links,
    actions, questions and banners are left out.
    """

    title: Text
    language: str
    blocks: "tuple[Block, ...]"


Block = (
    Paragraph
    | Heading
    | Inset
    | Warning
    | Details
    | Panel
    | Notice
    | Summary
    | Tasks
    | Table
    | Timeline
    | Shown
    | Action
    | Input
)


@dataclass(frozen=True, slots=True)
class Screen:
    """One page's content.

    id: stable within a version, such as `ask:about-you/full_name`.
    same_for_all: only the inputs' values and errors differ from person to person, so a channel may keep the
        rest by id and language; otherwise the words hold something about this case and are never kept.
    title: the page's one h1; when there is a single Input, its label is the title.
    tab_title: the title without any answer, for where browsers keep it; "" where it is the title itself.
    caption: the section, above the title.
    back: where the back link goes, "" for none.
    """

    id: str
    title: Text
    language: str
    caption: Text = ""
    blocks: tuple[Block, ...] = ()
    actions: tuple[Action, ...] = ()
    links: tuple[Link, ...] = ()
    back: str = ""
    same_for_all: bool = False
    tab_title: Text = ""

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The questions on this screen, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Input))

    @property
    def errors(self) -> tuple[Input, ...]:
        """The questions that were refused, in order."""
        return tuple(block for block in self.inputs if block.error)
