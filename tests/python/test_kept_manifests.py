"""A parsed project is used again only where parsing again would give the same."""

import re

import kept_manifests
from tradehouse.paths import PROJECT_ROOT

PLATFORM = {"systems": ["schwab"], "as_of": "2026-03-02"}


def test_all_that_a_parsed_project_depends_on_is_in_its_key(tmp_path):
    (tmp_path / "models").mkdir()
    model = tmp_path / "models" / "one.sql"
    model.write_text("select 1")
    (tmp_path / "dbt_project.yml").write_text("name: one")
    (tmp_path / "selectors.yml").write_text("selectors: []")
    given = (tmp_path, "embedded", PLATFORM, {})
    first = kept_manifests.key(*given)
    assert kept_manifests.key(tmp_path, "embedded", PLATFORM | {"as_of": "2020-01-01"}, {}) == first
    later = PLATFORM | {"max_rejected_share": 1, "wait_for_lock": True}
    assert kept_manifests.key(tmp_path, "embedded", later, {}) == first
    others = {
        kept_manifests.key(tmp_path, "prod", PLATFORM, {}),
        kept_manifests.key(tmp_path, "embedded", PLATFORM | {"systems": ["patriot"]}, {}),
        kept_manifests.key(tmp_path, "embedded", PLATFORM, {"TRADEHOUSE_SCHEMA": "other"}),
        kept_manifests.key(tmp_path, "embedded", {"systems": ["schwab"]}, {}),
    }
    model.write_text("select 2")
    others.add(kept_manifests.key(*given))
    assert len(others - {first}) == 5


def test_without_a_test_run_a_project_is_parsed_and_not_kept(tmp_path, monkeypatch):
    monkeypatch.delenv(kept_manifests._PLACE)
    assert kept_manifests.kept("some key", tmp_path, lambda: "parsed") == "parsed"
    assert list(tmp_path.iterdir()) == []


def test_no_config_reads_more_of_a_variable_than_its_key_has():
    config = re.compile(r"\{\{\s*config\(.*?\)\s*\}\}", re.DOTALL)
    texts = [file.read_text() for file in PROJECT_ROOT.glob("snapshots/**/*.yml")]
    texts += [file.read_text() for file in PROJECT_ROOT.glob("models/**/*.yml")]
    for file in PROJECT_ROOT.glob("models/**/*.sql"):
        texts += config.findall(file.read_text())
    # Whether there is a clock is in the key, and nothing else of what is read later.
    read = re.findall(r"var\((?!'as_of', none\) is none)'(\w+)'", " ".join(texts))
    assert "keep_history" in read
    assert not kept_manifests._READ_LATER & set(read)
