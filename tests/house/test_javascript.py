"""The JavaScript: graded by the same vectors, put together into one module that loads."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesson_utils.content.signs import readable
from lesson_utils.questions import TYPES
from lesson_utils.questions.judging.amounts import without_unit
from lesson_utils.questions.judging.nearness import is_near
from lesson_utils.questions.judging.wording import plain
from lesson_utils.shown.widgets.assets import module, packed, style
from tests.lessons import REPOSITORY
from tests.programs import run_node

if TYPE_CHECKING:
    from pathlib import Path


#: Of the first plane, the Basic Multilingual one.
LAST_OF_BMP = 0xFFFF


def test_the_javascript_passes_its_own_tests() -> None:
    files = sorted(str(path) for path in (REPOSITORY / "tests" / "js").glob("*.test.mjs"))
    done = run_node("--test", "--test-reporter=tap", *files)
    assert done.returncode == 0, done.stdout[-3000:]
    assert "\n# fail 0\n" in done.stdout
    assert "\n# pass 0\n" not in done.stdout


def test_every_sign_is_prepared_in_the_browser_as_in_python() -> None:
    code = """
      const paths = ["content/signs", "questions/judging/wording"];
      const at = (name) => import(`./src/lesson_utils/${name}.js`);
      const [{ readable }, { plain }] = await Promise.all(paths.map(at));
      const hash = (await import("node:crypto")).createHash("sha256");
      for (let code = 0; code < 0x110000; code += 1) {
        if (code >= 0xd800 && code <= 0xdfff) continue;
        const sign = String.fromCodePoint(code);
        // Beyond the first plane, new letters compose in newer Unicode alone.
        const around = code < 0x10000 ? [plain(`a${sign}`), plain(`${sign}1`)] : [];
        hash.update(JSON.stringify([readable(sign), ...around]));
      }
      console.log(hash.digest("hex"));
    """
    done = run_node("--input-type=module", "-e", code)
    mine = hashlib.sha256()
    for number in range(0x110000):
        if not 0xD800 <= number <= 0xDFFF:
            sign = chr(number)
            around = [plain(f"a{sign}"), plain(f"{sign}1")] if number <= LAST_OF_BMP else []
            prepared = [readable(sign), *around]
            mine.update(json.dumps(prepared, ensure_ascii=False, separators=(",", ":")).encode())
    assert (done.stdout, done.stderr) == (f"{mine.hexdigest()}\n", "")


@pytest.mark.parametrize("entry", ["quiz", "reader", "figure", "progress"])
def test_a_widget_is_one_module_that_loads_and_renders(entry: str, tmp_path: Path) -> None:
    source = module(entry)
    assert "import " not in source.replace("@typedef {import(", "").replace("{import(", "")
    path = tmp_path / f"{entry}.mjs"
    path.write_text(source, encoding="utf-8")
    code = f"import({str(path)!r}).then((m) => console.log(typeof m.default.render))"
    done = run_node("-e", code)
    assert (done.stdout, done.stderr) == ("function\n", "")


@pytest.mark.parametrize("entry", ["quiz", "reader", "figure", "page"])
def test_nothing_is_parsed_as_html_and_nothing_is_fetched(entry: str) -> None:
    source = module(entry) + style(entry)
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "http", "eval(", "@import"):
        assert forbidden not in source


@pytest.mark.parametrize(
    ("entry", "sheet"),
    [("quiz", "quiz"), ("reader", "reader"), ("figure", "figure"), ("progress", "figure")],
)
def test_what_is_sent_is_the_same_module_packed_and_small(entry: str, sheet: str) -> None:
    code = packed(entry)
    found = re.search(r'atob\("([^"]+)"\)', code)
    assert found
    assert gzip.decompress(base64.b64decode(found[1])).decode() == module(entry)
    # Every widget of a page carries its own: what a line that a class shares is to bear.
    assert len((code + style(sheet)).encode()) < 48_500


def test_browsers_fetch_the_room_anew_after_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """JupyterLab lets them keep an extension's files for a year."""
    monkeypatch.syspath_prepend(str(REPOSITORY / "tools"))
    import room  # noqa: PLC0415 - from tools/

    package = json.loads((room.FOLDER / "package.json").read_text(encoding="utf-8"))
    assert package["jupyterlab"]["_build"]["load"] == room.load(), "run python tools/room.py"
    entry = (room.FOLDER / room.ENTRY).read_text(encoding="utf-8")
    others = {path.name for path in (room.FOLDER / "static").iterdir()} - {"entry.js"}
    assert others == set(re.findall(r'"(\w+\.(?:js|css))"', entry))
    for name in others - {"room.css"}:
        source = (room.FOLDER / "static" / name).read_text(encoding="utf-8")
        # An import would ask for a file without the version.
        assert not re.search(r"^import ", source, re.MULTILINE), name


def test_every_handler_of_keys_leaves_those_of_an_input_method_alone() -> None:
    handlers = 0
    for path in (REPOSITORY / "src" / "lesson_utils").rglob("*.js"):
        if "labextension" in path.parts:  # it hears keys outside of fields alone: nothing composes
            continue
        source = path.read_text(encoding="utf-8")
        for name in re.findall(r'addEventListener\("key\w+", ([^;]+)\);', source):
            assert f"const {name} = ownKeys(" in source, (path.name, name)
            handlers += 1
        for value in re.findall(r"onkey\w+ = (\w+)", source):
            assert value in {"null", "ownKeys"}, path.name
        assert len(re.findall(r'"key(?:down|up|press)"', source)) == len(
            re.findall(r'(?:add|remove)EventListener\("key\w+", \w+\);', source)
        ), path.name
    assert handlers >= 3


def test_top_level_names_are_unique_over_all_modules() -> None:
    names = [
        name
        for path in (REPOSITORY / "src" / "lesson_utils").rglob("*.js")
        for name in re.findall(
            r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)",
            path.read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        # Each entry is a module of its own: it may have a `render` as the others do.
        if name != "render"
    ]
    assert len(names) > 50
    assert sorted(names) == sorted(set(names))


def test_every_question_type_has_its_files_in_one_place() -> None:
    for name, kind in TYPES.own.items():
        for file in ("__init__.py", "view.js", "static.html", "static.txt", "access.md"):
            assert (kind.folder / file).is_file(), f"{name}/{file}"
        assert (REPOSITORY / "tests" / "vectors" / f"{name}.json").is_file()


def test_the_root_does_not_call_the_environments_own_programs_modules() -> None:
    # .venv stands in the root: JupyterLab's yarn.js would print a screenful of error at each start.
    root = json.loads((REPOSITORY / "package.json").read_text(encoding="utf-8"))
    source = json.loads((REPOSITORY / "src" / "package.json").read_text(encoding="utf-8"))
    assert "type" not in root
    assert source["type"] == "module"


LETTERS = "aàeéiœßñ '-,.(0123٣"


@settings(max_examples=1, deadline=None)
@given(st.data())
def test_slips_and_units_are_read_in_the_browser_as_in_python(data: st.DataObject) -> None:
    words = st.text(LETTERS, max_size=11)
    wordings = st.lists(words, min_size=1, max_size=3)
    slips = data.draw(st.lists(st.tuples(words, wordings, wordings), min_size=400, max_size=400))
    spoken = st.sampled_from(
        ["10", "dix-sept", "dix\u2011sept", "Vingt", "twelve", "une", "m", "10m", "", "%"]
    )
    unit = st.sampled_from(["ans", "An", "années", "m", "%", "pour cent", "mois", "", " "])
    said = st.tuples(spoken, st.sampled_from(["", " ", "\u00a0"]), unit)
    amounts = [
        ("".join(parts), printed)
        for parts, printed in data.draw(st.lists(st.tuples(said, unit), min_size=400, max_size=400))
    ]
    given_both = json.dumps([slips, amounts])
    code = f"""
      import {{ isNear }} from "./src/lesson_utils/questions/judging/nearness.js";
      import {{ withoutUnit }} from "./src/lesson_utils/questions/judging/amounts.js";
      const [slips, amounts] = {given_both};
      const near = slips.map(([given, accepted, others]) => isNear(given, accepted, others));
      console.log(JSON.stringify([near, amounts.map(([text, unit]) => withoutUnit(text, unit))]));
    """
    done = run_node("--input-type=module", "-e", code)
    assert done.stderr == ""
    mine = [
        [is_near(typed, accepted, others) for typed, accepted, others in slips],
        [without_unit(text, printed) for text, printed in amounts],
    ]
    assert json.loads(done.stdout) == mine
