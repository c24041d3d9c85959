"""The command line: where options stand, what goes where, how it ends, and on which consoles."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import Run, clean_environment

from ghginv import __version__
from ghginv.cli import main as cli_main
from ghginv.cli.options import Options

POWER = """\
- category: 1.A.1.a
  id: power
  fuel: 天然气
  fuel_consumed: {unit: 万立方米, 2021: 900, 2022: 1000.5}
  source: gas meter
"""
FOREST = """\
- id: forest
  category: 3.B.1.a
  method: forest_biomass_stock_difference_cn
  stock: {unit: 万立方米, 2020: 110, 2021: 120, 2022: 100}
  source: survey
"""
TYPO = POWER.replace("天然气", "天然汽")


class Result(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command line in this process: run("compute", folder)."""
    for name in ("GHGINV_LANG", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str | Path) -> Result:
        monkeypatch.setattr(sys, "argv", ["ghginv", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            cli_main.main()
        assert isinstance(end.value.code, int)
        return Result(end.value.code, *capsys.readouterr())

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "works", POWER)


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    """A folder with a warning (the forest becomes a source) and with factors that nobody checked."""
    return make(tmp_path / "warned", POWER + FOREST, guideline="cn-2011")


def make(folder: Path, activities: str, language: str = "en", guideline: str = "ipcc-2006") -> Path:
    (folder / "activity_data").mkdir(parents=True)
    (folder / "inventory.yaml").write_text(
        f"name: {{en: Works, zh: 工厂}}\nregion: '370114'\nyears: [2021, 2022]\nguideline: {guideline}\n"
        f"gwp: AR5\nlanguage: {language}\n",
        "utf-8",
    )
    (folder / "activity_data" / "all.yaml").write_text(activities, encoding="utf-8")
    return folder


# ---- options

OPTIONS = {
    "lang": ["--lang", "zh"],
    "json": ["--format", "json"],
    "github": ["--format", "github"],
    "strict": ["--strict"],
    "fail-on": ["--fail-on", "warning"],
    "quiet": ["-q"],
    "verbose": ["-v"],
}


@pytest.mark.parametrize("command", [["compute"], ["validate"], ["explain", "3.B"]])
@pytest.mark.parametrize("option", OPTIONS.values(), ids=OPTIONS)
def test_an_option_means_the_same_before_and_after_the_command(
    run: Callable[..., Result], warned: Path, command: list[str], option: list[str]
) -> None:
    name, *rest = command
    before = run(*option, name, warned, *rest)
    after = run(name, warned, *rest, *option)
    assert before == after


def test_the_option_after_the_command_wins(run: Callable[..., Result], folder: Path) -> None:
    assert "公用电力与热力" in run("--lang", "en", "explain", folder, "1.A", "--lang", "zh").out


def test_the_environment_names_a_language_that_an_option_changes(
    run: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GHGINV_LANG", "zh")
    assert "温室气体清单" in run("compute", folder).out
    assert "greenhouse gas inventory" in run("--lang", "en", "compute", folder).out
    assert "greenhouse gas inventory" in run("compute", folder, "--lang", "en").out


def test_the_language_is_that_of_the_inventory(run: Callable[..., Result], tmp_path: Path) -> None:
    good, bad = make(tmp_path / "good", POWER, "zh"), make(tmp_path / "bad", TYPO, "zh")
    assert run("compute", good).out.startswith("工厂 2022年温室气体清单\n")
    assert "结果已写入" in run("compute", good).err
    assert "是不是“天然气”" in run("compute", bad).err
    assert "Did you mean 天然气?" in run("compute", bad, "--lang", "en").err
    (bad / "inventory.yaml").write_text("guideline: none\nlanguage: zh\n", encoding="utf-8")  # of no use but for that
    assert "个错误" in run("validate", bad).out


def test_options_of_a_command_go_over_those_of_the_group() -> None:
    general = Options(lang="en", quiet=True)
    assert Options(lang="zh", strict=True).over(general) == Options(lang="zh", quiet=True, strict=True)


# ---- what goes where


def test_results_go_to_standard_output_and_all_else_to_standard_error(
    run: Callable[..., Result], tmp_path: Path, warned: Path
) -> None:
    result = run("compute", warned, "-o", tmp_path / "out")
    assert result.code == 0
    assert result.out.startswith("Works: greenhouse gas inventory 2022\n")
    assert "check-warning" not in result.out
    assert "activity_data/all.yaml:6:3: warning check-warning" in result.err
    assert result.err.endswith(f"Written to {tmp_path / 'out'}\n")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "emissions.csv", "inventory.json", "inventory.xlsx", "manifest.json",
    ]  # fmt: skip


def test_json_is_the_only_thing_on_standard_output(run: Callable[..., Result], warned: Path) -> None:
    result = run("compute", warned, "--format", "json")
    assert json.loads(result.out) == json.loads((warned / "results" / "inventory.json").read_text("utf-8"))
    explained = json.loads(run("explain", warned, "1.A", "--format", "json").out)
    assert {one["record"] for one in explained["explanations"]} == {"power"}
    problems = json.loads(run("validate", warned, "--format", "json").out)
    assert [problem["code"] for problem in problems] == ["check-warning"]


def test_github_shows_problems_as_commands(run: Callable[..., Result], tmp_path: Path) -> None:
    folder = make(tmp_path / "works", TYPO)
    result = run("compute", folder, "--format", "github")
    place = f"file={(folder / 'activity_data/all.yaml').as_posix()},line=3,col=9"
    assert result.err.startswith(f"::error {place},title=unknown-member::")
    assert (result.code, result.out) == (1, "")


def test_quiet_says_nothing_but_errors(run: Callable[..., Result], warned: Path) -> None:
    assert run("compute", warned, "-q") == (0, "", "")
    assert run("validate", warned, "-q") == (0, "", "")
    assert "check-warning" in run("compute", warned, "-q", "--fail-on", "warning").err  # never fails without a reason
    assert run("explain", warned, "1.A", "-q").out  # what was asked for


def test_notices_are_counted_and_shown_with_verbose(run: Callable[..., Result], tmp_path: Path) -> None:
    folder = make(tmp_path / "works", POWER.replace("2021: 900", "2021: NE"))
    short, whole = run("validate", folder), run("validate", folder, "-v")
    assert short.out.splitlines()[-1] == "1 notice more: -v shows it."
    assert "notice not-estimated" not in short.out
    assert "notice not-estimated" in whole.out
    assert "-v" not in whole.out


def test_explain_shows_only_problems_of_what_it_explains(run: Callable[..., Result], warned: Path) -> None:
    assert "check-warning" in run("explain", warned, "3.B").err
    assert "check-warning" not in run("explain", warned, "1.A").err


# ---- how it ends


def test_exit_codes_of_data(run: Callable[..., Result], tmp_path: Path, warned: Path) -> None:
    good = make(tmp_path / "good", POWER)
    for command in (["compute"], ["validate"]):
        assert run(*command, good).code == 0
        assert run(*command, good, "--fail-on", "warning").code == 0
        assert run(*command, warned).code == 0
        assert run(*command, warned, "--fail-on", "error").code == 0
        assert run(*command, warned, "--fail-on", "warning").code == 1
        strict = run(*command, warned, "--strict")
        assert strict.code == 1
        assert "unchecked-factor" in strict.err + strict.out


def test_errors_end_with_1_and_leave_old_results(run: Callable[..., Result], folder: Path) -> None:
    assert run("compute", folder).code == 0
    before = {path.name: path.read_bytes() for path in (folder / "results").iterdir()}
    (folder / "activity_data" / "all.yaml").write_text(TYPO, encoding="utf-8")
    for command in (["compute"], ["validate"], ["explain", "1.A"]):
        name, *rest = command
        assert run(name, folder, *rest).code == 1
    assert {path.name: path.read_bytes() for path in (folder / "results").iterdir()} == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["compute"], "Missing argument 'DIR'"),
        (["frobnicate"], "No such command 'frobnicate'"),
        (["compute", "{folder}", "--format", "xml"], "'xml' is not one of"),
        (["compute", "{folder}", "--year", "1999"], "1999 is not a year of this inventory: 2021, 2022."),
        (["explain", "{folder}", "9.Z"], "'9.Z' is not a category."),
        (["explain", "{folder}", "1.A", "--gas", "C02"], "'C02' is not a gas. Did you mean CO2?"),
        (["explain", "{folder}", "4.A"], "This inventory says nothing about 4.A  in 2022. It has: 1.A.1.a."),
    ],
)
def test_wrong_usage_ends_with_2(run: Callable[..., Result], folder: Path, arguments: list[str], sentence: str) -> None:
    result = run(*(argument.replace("{folder}", str(folder)) for argument in arguments))
    assert result.code == 2
    assert sentence in result.err
    assert result.out == ""


@pytest.mark.parametrize("command", ["compute", "validate", "explain"])
def test_no_such_folder_ends_with_4(run: Callable[..., Result], tmp_path: Path, command: str) -> None:
    rest = ["1"] if command == "explain" else []
    file = tmp_path / "file.txt"
    file.write_text("x", encoding="utf-8")
    missing = tmp_path / "missing"
    assert run(command, missing, *rest) == (4, "", f"There is no folder {missing}.\n")
    assert run(command, missing, *rest, "--lang", "zh") == (4, "", f"没有文件夹 {missing}。\n")
    assert run(command, file, *rest) == (4, "", f"{file} is a file. Give the folder that holds inventory.yaml.\n")
    (tmp_path / "empty").mkdir()
    result = run(command, tmp_path / "empty", *rest)
    assert result.code == 4
    assert "There is no file inventory.yaml." in result.err + result.out


@pytest.mark.parametrize("command", ["compute", "explain"])
def test_nothing_to_compute_ends_with_4(run: Callable[..., Result], tmp_path: Path, command: str) -> None:
    folder = make(tmp_path / "works", "[]\n")
    (folder / "activity_data" / "all.yaml").unlink()
    result = run(command, folder, *(["1"] if command == "explain" else []))
    assert (result.code, result.out) == (4, "")
    assert result.err == f"{folder} has no activity data: nothing can be calculated.\n"
    assert not (folder / "results").exists()


def test_results_that_cannot_be_written_end_with_4(run: Callable[..., Result], folder: Path, tmp_path: Path) -> None:
    occupied = tmp_path / "occupied"
    occupied.write_text("mine", encoding="utf-8")
    result = run("compute", folder, "-o", occupied)
    assert (result.code, result.out) == (4, "")
    assert result.err.startswith(f"{occupied} cannot be written: ")
    assert occupied.read_text(encoding="utf-8") == "mine"


def test_a_locked_file_leaves_old_results(
    run: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("compute", folder).code == 0
    before = {path.name: path.read_bytes() for path in (folder / "results").iterdir()}
    # As where a workbook is open in Excel.
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK or Path(path).parent.name != "results")
    result = run("compute", folder, "--lang", "zh")
    assert (result.code, result.out) == (4, "")
    assert result.err.startswith("无法写入 ")
    assert {path.name: path.read_bytes() for path in (folder / "results").iterdir()} == before


def test_an_interruption_is_quiet(run: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ghginv.api.compute", interrupt)
    assert run("compute", folder) == (130, "", "")


def test_a_bug_ends_with_70_and_says_so(
    run: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("what")

    monkeypatch.setattr("ghginv.api.compute", fail)
    result = run("compute", folder)
    assert (result.code, result.out) == (70, "")
    assert result.err.endswith(
        f"ghginv {__version__}: this is a bug in ghginv, not in your data: ZeroDivisionError('what')\n"
    )


# ---- help


def test_help_is_in_both_languages(run: Callable[..., Result]) -> None:
    text = run("--help").out
    for word in ("compute", "explain", "validate", "Exit codes: 0 done", "退出码：0 完成", "70 a bug"):
        assert word in " ".join(text.split())
    for command in ("compute", "explain", "validate"):
        text = run(command, "--help").out
        assert "DIR" in text.splitlines()[0]
        for option in ("--lang", "--format", "--strict", "--fail-on", "-q, --quiet", "-v, --verbose", "-h, --help"):
            assert option in text
        assert any("\u4e00" <= character <= "\u9fff" for character in text)


def test_version_and_module(ghginv: Run) -> None:
    result = ghginv("--version")
    assert (result.returncode, result.stdout) == (0, f"ghginv {__version__}\n")


# ---- consoles


def spawn(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    settings = {**clean_environment(), "PYTHONUTF8": "0", **environment}
    command = [sys.executable, "-m", "ghginv", *map(str, arguments)]
    return subprocess.run(command, env=settings, capture_output=True, timeout=300)


@pytest.mark.parametrize("arguments", [["compute", "-o", "{out}"], ["explain", "1.A.1.a"], ["validate", "-v"]])
def test_a_console_in_gbk_shows_the_same(
    run: Callable[..., Result], examples: Path, tmp_path: Path, arguments: list[str]
) -> None:
    name, *rest = (argument.replace("{out}", str(tmp_path / "out")) for argument in arguments)
    gbk = spawn(name, examples / "zhangqiu", *rest, PYTHONIOENCODING="gbk")
    shown = Result(gbk.returncode, gbk.stdout.decode("gbk"), gbk.stderr.decode("gbk"))
    assert shown == run(name, examples / "zhangqiu", *rest)
    assert shown.code == 0


def test_a_console_without_chinese_gets_english_and_plain_signs(examples: Path, tmp_path: Path) -> None:
    result = spawn("explain", examples / "zhangqiu", "1.A.1.a", PYTHONIOENCODING="ascii")
    text = result.stdout.decode("ascii")
    assert (result.returncode, result.stderr) == (0, b"1 notice more: -v shows it.\n")
    assert text.startswith("1.A.1.a Main activity electricity and heat production  2022\n")
    assert "= 37467.136 x 26.37 x 0.95 x 10^-3 [t C -> kt C]" in text
    table = spawn("compute", examples / "zhangqiu", "-o", tmp_path / "out", PYTHONIOENCODING="ascii")
    assert table.returncode == 0
    assert table.stdout.startswith(b"Zhangqiu District, Jinan: greenhouse gas inventory 2022\n")


def test_json_loses_nothing_on_any_console(examples: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = spawn("compute", examples / "zhangqiu", "--format", "json", "-o", out, PYTHONIOENCODING="ascii")
    document = json.loads(result.stdout.decode("ascii"))
    assert document["name"]["zh"] == "济南市章丘区"
    assert document == json.loads((out / "inventory.json").read_text(encoding="utf-8"))


def test_a_reader_that_has_had_enough_is_no_error(examples: Path) -> None:
    command = [sys.executable, "-m", "ghginv", "explain", str(examples / "city"), "2"]
    with subprocess.Popen(command, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("no_color", ["", "1"])
def test_a_terminal_of_80_columns(examples: Path, tmp_path: Path, no_color: str) -> None:
    import pty
    import termios

    main_end, own_end = pty.openpty()
    termios.tcsetwinsize(own_end, (40, 80))
    settings = clean_environment(TERM="xterm")
    settings["NO_COLOR"] = no_color
    command = [sys.executable, "-m", "ghginv", "compute", str(examples / "zhangqiu"), "-o", str(tmp_path / "out")]
    process = subprocess.Popen(command, env=settings, stdout=own_end, stderr=subprocess.DEVNULL)
    os.close(own_end)
    data = b""
    while True:
        try:
            part = os.read(main_end, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        data += part
    os.close(main_end)
    assert process.wait() == 0
    text = data.decode("utf-8")
    assert ("\x1b[1m" in text) is not bool(no_color)
    assert "8,537,813.87" in text
    assert "…" not in text


def test_a_pipe_never_cuts_a_number(ghginv: Run, examples: Path, tmp_path: Path) -> None:
    result = ghginv("compute", examples / "zhangqiu", "-o", tmp_path / "out", COLUMNS="20")
    assert "8,537,813.87" in result.stdout
    assert "…" not in result.stdout
    assert "\x1b" not in result.stdout + result.stderr
    assert "\r" not in result.stderr  # no progress where nobody is looking


def test_progress_only_for_a_terminal_and_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    from io import StringIO

    from ghginv.cli import progress

    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    now = 0.0
    monkeypatch.setattr(progress, "monotonic", lambda: now)
    terminal, pipe = Terminal(), StringIO()
    for stream in (terminal, pipe):
        monkeypatch.setattr(sys, "stderr", stream)
        now = 0.0
        with progress.ProgressLine() as show:
            show(1, 9, "early")
            now = 5.0
            show(2, 9, "cement")
    assert terminal.getvalue() == "\r2/9 cement\r          \r"
    assert pipe.getvalue() == ""
