"""`taizhang anchors`: exported signed, checked later, and the script that needs nothing."""

import json

import pytest
from django.db import connection

from taizhang.kernel import chain, triggers
from taizhang.kernel.models import ActLog

pytestmark = pytest.mark.django_db


def test_anchors_are_exported_signed_and_checked(cast, taizhang, tmp_path):
    file = tmp_path / "anchors.json"
    exported = taizhang("anchors", "export", file)
    assert exported.exit_code == 0 and "链首" in exported.output
    kept = json.loads(file.read_text())
    assert (
        kept["anchors"][-1]["act"] < ActLog.objects.latest("pk").pk
        and ActLog.objects.latest("pk").code == "work.anchor"
    )
    assert taizhang("anchors", "check", file).exit_code == 0
    file.write_text(json.dumps(kept | {"signature": kept["signature"][::-1]}))
    assert taizhang("anchors", "check", file).exit_code == 1
    triggers.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kernel_chainlink")
    triggers.create(connection)
    chain.seal_all(thorough=True)
    file.write_text(json.dumps(kept))
    assert taizhang("anchors", "check", file).exit_code == 1
    assert taizhang("anchors", "check", __file__).exit_code == 1


def test_the_chain_is_dumped_and_the_script_written(cast, taizhang, tmp_path):
    assert taizhang("anchors", "dump", tmp_path / "chain.jsonl").exit_code == 0
    assert len((tmp_path / "chain.jsonl").read_text().splitlines()) == ActLog.objects.count()
    assert taizhang("anchors", "script", tmp_path / "check.py").exit_code == 0
    assert (tmp_path / "check.py").read_text().startswith("#!/usr/bin/env python3")
    assert taizhang("anchors", "export", "--plain", tmp_path / "plain.json").exit_code == 0
    assert "签名" in taizhang("anchors", "check", tmp_path / "plain.json").output


def test_selfcheck_names_what_the_chain_misses(cast, taizhang):
    chain.seal_all(thorough=True)
    assert taizhang("selfcheck").exit_code == 0
    triggers.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_actlog SET code = 'worklog.void' WHERE id = (SELECT MIN(id) FROM kernel_actlog)")
    triggers.create(connection)
    answer = taizhang("selfcheck")
    assert answer.exit_code == 1 and "与存证时不一致" in answer.output


def test_a_figure_says_why_it_changed(cast, taizhang):
    answer = taizhang(
        "figure", "AW-16:人数", "--unit", "F-T", "--period", "2008", "--why-since", "2020-01-01", "--json"
    )
    assert answer.exit_code == 0 and json.loads(answer.output)["sides"][0]["difference"] == 0
    assert taizhang("figure", "AW-16:人数", "--unit", "F-T", "--period", "2008", "--why-tree", "now").exit_code == 0
