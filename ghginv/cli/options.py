"""Options that every command takes, before or after its name, and the exit codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import wraps
from typing import Any, Literal, TypeVar

import click
from click.core import ParameterSource

EXIT_DATA, EXIT_FILES, EXIT_BUG = 1, 4, 70
EXIT_INTERRUPTED = 130  # as shells count a Ctrl-C

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


def common_options(function: _Command) -> _Command:
    """Adds the options that every command takes, before or after its name; it receives them as one `options`."""

    @click.option(
        "--lang", type=click.Choice(["en", "zh"]), envvar="GHGINV_LANG",
        help="Language; that of the inventory if not given.  语言",
    )  # fmt: skip
    @click.option("--format", type=click.Choice(["table", "json", "github"]), help="Form of the output.  输出格式")
    @click.option("--strict", is_flag=True, default=None, help="Refuse factors that nobody checked.  拒绝未核对的因子")
    @click.option("--fail-on", type=click.Choice(["error", "warning"]), help="What makes it fail.  失败级别")
    @click.option("-q", "--quiet", is_flag=True, default=None, help="Say nothing but errors.  只显示错误")
    @click.option("-v", "--verbose", is_flag=True, default=None, help="Show notices and details too.  显示提示和细节")
    @wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        own = Options(**{f.name: kwargs.pop(f.name) for f in fields(Options)})
        context = click.get_current_context()
        if isinstance(context.obj, Options):
            if context.get_parameter_source("lang") == ParameterSource.ENVIRONMENT:
                own = replace(own, lang=None)  # read before the command's name, where an option goes before it
            own = own.over(context.obj)
        return function(*args, options=own, **kwargs)

    return wrapped  # type: ignore[return-value]
