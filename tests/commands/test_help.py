"""Help and errors of the command line: in both languages, with examples, 80 columns wide."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from lesson_utils.cli import COMMANDS, main
from lesson_utils.commands.help import find_word

LANGUAGES = ("fr", "en")


def run(*arguments: str, environment: dict[str, str] | None = None) -> tuple[int, str]:
    done = CliRunner().invoke(main, list(arguments), env=environment, prog_name="lesson")
    return done.exit_code, done.output


def commands() -> list[tuple[str, click.Command]]:
    """List the commands, those of groups too, by their place in the catalogues."""
    with click.Context(main) as context:
        found = [(name, main.get_command(context, name)) for name in COMMANDS]
    listed = [(name, command) for name, command in found if command]
    for name, command in listed:
        if isinstance(command, click.Group):
            listed += [(f"{name}.{child}", each) for child, each in command.commands.items()]
    return listed


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_is_explained_in_both_languages(language: str) -> None:
    assert [name for name, _ in commands()][: len(COMMANDS)] == list(COMMANDS)
    for name, command in commands():
        for key in ("help", "short", "examples"):
            assert find_word(language, f"{name}.{key}"), f"{name}.{key}"
        for param in command.params:
            if isinstance(param, click.Option):
                places = (f"{name}.option.{param.name}", f"help.option.{param.name}")
                assert any(find_word(language, key) for key in places), places
        assert "language" in {param.name for param in command.params}, name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_help_fits_80_columns_and_shows_commands_to_type(language: str, name: str | None) -> None:
    words = [name] if name else []
    code, output = run(*words, "--help", "--language", language)
    assert code == 0
    assert max(map(len, output.splitlines())) <= 80
    examples = output[output.index("Exempl" if language == "fr" else "Exampl") :]
    assert re.search(rf"^ +.*lesson {name or ''}", examples, re.MULTILINE)
    assert ("Options\u00a0:" if language == "fr" else "Options:") in output
    assert ("Usage" in output) is (language == "en")


def test_the_language_is_that_of_the_option_before_or_after_else_of_the_locale() -> None:
    french, english = "Tout contrôler avant le cours", "Check everything before class"
    locale = {"LC_ALL": "fr_FR.UTF-8"}
    assert french in run("--help", environment=locale)[1]
    assert english in run("--help", environment={"LC_ALL": "en_GB.UTF-8"})[1]
    assert english in run("--language", "en", "--help", environment=locale)[1]
    assert english in run("--help", "--language=en", environment=locale)[1]
    assert "Before" in run("--language", "en", environment=locale)[1]


def test_the_group_s_language_is_that_of_the_command(tiny_lesson: Path) -> None:
    _, output = run("--language", "fr", "check", str(tiny_lesson), "--no-run")
    assert "tout est en ordre" in output
    _, output = run("--language", "en", "check", str(tiny_lesson), "--no-run")
    assert "all in order" in output


#: what is typed, what is said in French, in English
MISTAKES = [
    (["chek"], "pas de commande « chek ». Vouliez-vous dire « check » ?",
     "no command “chek”. Did you mean “check”?"),
    (["check", "--wach"], "pas d’option « --wach ». Vouliez-vous dire « --watch » ?",
     "no option “--wach”. Did you mean “--watch”?"),
    (["completion"], "il manque SHELL.", "SHELL is missing."),
    (["completion", "tcsh"], "choisissez parmi : bash, zsh, fish", "choose from: bash, zsh, fish"),
    (["answers", "-o"], "l’option -o demande une valeur", "the option -o needs a value"),
    (["check", "--watch", "--json"], "ne vont pas ensemble", "do not go together"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "french", "english"), MISTAKES)
def test_a_mistake_in_the_command_line_is_told_in_the_reader_s_language(
    typed: list[str], french: str, english: str
) -> None:
    for language, said in (("fr", french), ("en", english)):
        code, output = run("--language", language, *typed)
        assert code == 2
        assert said in output.replace("\u00a0", " ")
        assert "--help" in output


def complete(shell: str, words: str, current: str) -> str:
    """Ask for completions as a shell's script does."""
    environment = {**os.environ, "_LESSON_COMPLETE": f"{shell}_complete"}
    environment |= {"COMP_WORDS": words, "COMP_CWORD": current}
    command = [sys.executable, "-c", "from lesson_utils.__main__ import main; main()"]
    done = subprocess.run(
        command,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=Path(__file__).parent,
    )
    return done.stdout


@pytest.mark.parametrize(("shell", "current"), [("bash", "1"), ("zsh", "1"), ("fish", "ch")])
def test_commands_are_completed(shell: str, current: str) -> None:
    output = complete(shell, "lesson ch", current)
    assert "check" in output
    assert "build" not in output


def test_lessons_options_and_folders_are_completed() -> None:
    assert complete("bash", "lesson check mi", "2") == "plain,minusma\n"
    assert complete("bash", "lesson answers mi", "2") == "plain,minusma\n"
    assert complete("bash", "lesson check --no", "2") == "plain,--no-run\n"
    assert complete("bash", "lesson check ./le", "2") == "dir,./le\n"


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_script_for_a_shell_names_the_command(shell: str) -> None:
    code, output = run("completion", shell)
    assert code == 0
    assert f"_LESSON_COMPLETE={shell}_complete" in output


def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    assert bash is not None
    program = tmp_path / "lesson"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m lesson_utils "$@"\n')
    program.chmod(0o755)
    script = (
        'eval "$(lesson completion bash)"\n'
        "COMP_WORDS=(lesson check min) COMP_CWORD=2\n"
        '_lesson_completion lesson min check\necho "${COMPREPLY[@]}"\n'
    )
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [bash, "-c", script],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=Path(__file__).parent,
    )
    assert done.stdout == "minusma\n", done.stderr


def test_without_a_command_help_is_shown() -> None:
    for arguments in ((), ("--language", "en")):
        code, output = run(*arguments, environment={"LC_ALL": "en_GB.UTF-8"})
        assert code == 0
        assert "Check everything before class" in output


def test_a_lesson_to_watch_that_does_not_exist_is_a_mistake() -> None:
    code, output = run("check", "nowhere", "--watch", "--language", "en")
    assert code == 2
    assert "nowhere: there is no such lesson" in output


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "un fichier se trouve là"), ("en", "a file stands where")]
)
@pytest.mark.parametrize("words", [("schema",), ("answers", "minusma", "-o")])
def test_a_place_where_nothing_can_be_written_is_told_in_the_reader_s_language(
    tmp_path: Path, language: str, said: str, words: tuple[str, ...]
) -> None:
    (tmp_path / "file").touch()
    code, output = run(*words, str(tmp_path / "file" / "place"), "--language", language)
    assert code == 1
    assert said in output
    assert "Traceback" not in output
