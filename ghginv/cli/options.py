"""Options that every command takes, before or after its name, and the exit codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import wraps
from typing import Any, Literal, TypeVar

import click

EXIT_DATA, EXIT_FILES, EXIT_BUG = 1, 4, 70

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for; None where nothing was, so that a command's own options win over the group's."""

    lang: Literal["en", "zh"] | None = None
    format: Literal["table", "json", "github"] | None = None
    strict: bool | None = None
    fail_on: Literal["error", "warning"] | None = None
    quiet: bool | None = None
    verbose: bool | None = None

    def over(self, general: Options) -> Options:
        """These options, with those of the group where these say nothing."""
        said = {f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None}
        return replace(general, **said)

    @property
    def language(self) -> Literal["en", "zh"]:
        """The language of messages."""
        return self.lang or "en"


def common_options(function: _Command) -> _Command:
    """Adds the options of DESIGN's every command; the command receives them as one `options`."""

    @click.option(
        "--lang",
        type=click.Choice(["en", "zh"]),
        envvar="GHGINV_LANG",
        help="Language of what is shown.  语言",
    )
    @click.option("--format", type=click.Choice(["table", "json", "github"]), help="Form of what is shown.  输出格式")
    @click.option(
        "--strict", is_flag=True, default=None, help="Refuse factors that nobody checked.  拒绝未经核对的因子"
    )
    @click.option("--fail-on", type=click.Choice(["error", "warning"]), help="From which level on to fail.  失败级别")
    @click.option("-q", "--quiet", is_flag=True, default=None, help="Show errors only.  只显示错误")
    @click.option("-v", "--verbose", is_flag=True, default=None, help="Show notices too.  同时显示提示")
    @wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        own = Options(**{f.name: kwargs.pop(f.name) for f in fields(Options)})
        general = click.get_current_context().obj
        return function(*args, options=own.over(general) if isinstance(general, Options) else own, **kwargs)

    return wrapped  # type: ignore[return-value]
