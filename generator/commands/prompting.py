"""What the commands that ask a person share: questions at the terminal, and the refusal where something is missing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from io import TextIOWrapper
from typing import NoReturn

import click

from generator.forms.asking import Ask, Question

_IN_A_LINE = 5


def refuse(lead: str, lines: list[str], command: str) -> NoReturn:
    """Say what is missing or wrong, and end the command with 2; nothing was written."""
    click.echo("\n".join([lead, *(f"  {line}" for line in lines)]), err=True)
    if lines:
        click.echo(f"在命令后面补上；或者在窗口里只敲 {command} ，一样一样问。", err=True)
    sys.exit(2)


def ask() -> Ask | None:
    """A way to ask the person at the terminal; None where a script runs the command."""
    if not sys.stdin.isatty():
        return None
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # what cannot be read is asked for again
    return _asked


def plain() -> Callable[[str, str, str], str] | None:
    """A way to ask for one line: the question, an example, what holds where nothing is answered; none for a script."""
    if ask() is None:
        return None
    return lambda question, example, default: _asked(Question(question, f"例：{example}", default=default))


def one_of(ask: Ask, question: Question) -> str:
    """One of the choices of a question, by its number or its word; asked again until it is one."""
    fault = ""
    while True:
        typed = ask(replace(question, fault=fault)).strip() or question.default
        if typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= len(question.choices):
            return question.choices[int(typed) - 1]
        if typed in question.choices:
            return typed
        fault = "写数字，或者整个词"


def _asked(question: Question) -> str:
    if question.fault:
        click.echo(f"　不行：{question.fault}")
    else:
        click.echo(f"\n{question.name}" + (f"　{question.said}" if question.said else ""))
        if question.choices:
            numbered = [f"{i} {item}" for i, item in enumerate(question.choices, 1)]
            for start in range(0, len(numbered), _IN_A_LINE):
                click.echo("　" + "　".join(numbered[start : start + _IN_A_LINE]))
    lead = (
        f"（直接回车就是“{question.default}”）"
        if question.default
        else "（写数字或者整个词）"
        if question.choices
        else ""
    )
    return click.prompt(lead, prompt_suffix="> ", default="", show_default=False)
