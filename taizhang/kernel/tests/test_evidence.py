"""Evidence is what its content says, is kept once, and is shown only to those who may see the record."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile

from taizhang.kernel import evidence
from taizhang.kernel.evidence import clean_name, recognise
from taizhang.kernel.models import User
from taizhang.kernel.tables import Evidence
from taizhang.kernel.verdicts import Refused

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 64
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
PDF = b"%PDF-1.7\n" + b"\0" * 64


def office(part, *more):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for name in ("[Content_Types].xml", part, *more):
            packed.writestr(name, "<x/>")
    return held.getvalue()


def written(tmp_path, content):
    path = tmp_path / "content"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", JPEG),
        ("A.JPEG", JPEG),
        ("a.png", PNG),
        ("签到表.pdf", PDF),
        ("a.docx", office("word/document.xml")),
        ("a.xlsx", office("xl/workbook.xml")),
        ("a.mp4", b"\0\0\0\x18ftypisom" + b"\0" * 32),
    ],
)
def test_files_that_cannot_act_are_taken(tmp_path, name, content):
    assert recognise(written(tmp_path, content), name) in evidence.ENDINGS


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", b"<html><script>alert(1)</script>"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("a.exe", b"MZ" + b"\0" * 100),
        ("a.zip", office("readme.txt")[:200]),
        ("a.docx", office("word/document.xml", "word/vbaProject.bin")),
        ("a.docm", office("word/document.xml", "word/vbaProject.bin")),
        ("a.txt", "工作总结".encode()),
        ("a.jpg", b"GIF89a" + b"\0" * 30),
        ("a.docx", b"PK\x03\x04 broken"),
    ],
)
def test_files_that_may_act_are_refused_with_a_sentence(tmp_path, name, content):
    with pytest.raises(Refused, match=r"\w"):
        recognise(written(tmp_path, content), name)


@pytest.mark.parametrize(
    ("name", "content"), [("a.jpg", PDF), ("a.pdf", JPEG), ("a.html", JPEG), ("a.xlsx", office("word/document.xml"))]
)
def test_a_name_that_lies_about_the_content_is_refused(tmp_path, name, content):
    with pytest.raises(Refused) as refused:
        recognise(written(tmp_path, content), name)
    assert name in str(refused.value)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\照片.jpg", "照片.jpg"),
        ("a\x00\u202eb.jpg", "ab.jpg"),
        ("x" * 300 + ".jpg", "x" * 116 + ".jpg"),
    ],
)
def test_names_lose_their_surprises(given, kept):
    assert clean_name(given) == kept


# --- on record ------------------------------------------------------------------------------------------------------------------


class Paper:
    """Stands in for a record: evidence needs its type and number only."""

    class _meta:
        label_lower = "kernel.paper"

    pk = 7


class OpenAct:
    def __init__(self):
        self.notes = {}

    def note(self, **notes):
        self.notes.update(notes)


@pytest.fixture
def clerk(db):
    return User.objects.create(username="clerk", name="经办人")


@pytest.fixture
def act(monkeypatch):
    opened = OpenAct()
    monkeypatch.setattr(evidence, "open_act", lambda: opened)
    return opened


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.TAIZHANG_DATA = tmp_path
    return tmp_path / "evidence"


def picture(content=JPEG, name="照片.jpg"):
    return ContentFile(content, name=name)


def test_attach_keeps_the_file_by_its_hash(act, clerk, folder):
    kept = evidence.attach(Paper(), picture(), "照片", by=clerk)
    assert evidence.open_file(kept).read() == JPEG
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [kept.sha256]
    assert evidence.path_of(kept.sha256).relative_to(folder).parts[:2] == (kept.sha256[:2], kept.sha256[2:4])
    assert act.notes == {"evidence": "照片"}


def test_attach_keeps_the_same_file_once(act, clerk, folder):
    evidence.attach(Paper(), picture(), "照片", by=clerk)
    evidence.attach(Paper(), picture(), "照片", by=clerk)
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1
    assert evidence.of(Paper()).count() == 2


def test_attach_refuses_what_is_too_large_and_leaves_nothing(act, clerk, folder, settings):
    settings.TAIZHANG_EVIDENCE_LIMIT = 20
    with pytest.raises(Refused):
        evidence.attach(Paper(), picture(), "照片", by=clerk)
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_attach_refuses_the_empty_file(act, clerk):
    with pytest.raises(Refused):
        evidence.attach(Paper(), picture(b""), "照片", by=clerk)


def test_attach_is_done_inside_an_act_only(clerk):
    from taizhang.kernel.context import OutsideAct

    with pytest.raises(OutsideAct):
        evidence.attach(Paper(), picture(), "照片", by=clerk)


def test_evidence_is_never_changed_or_deleted(act, clerk):
    kept = evidence.attach(Paper(), picture(), "照片", by=clerk)
    kept.name = "other.jpg"
    with pytest.raises(TypeError):
        kept.save()
    with pytest.raises(TypeError):
        kept.delete()


def test_withdrawing_is_a_second_row(act, clerk):
    kept = evidence.attach(Paper(), picture(), "照片", by=clerk)
    evidence.withdraw(kept, by=clerk, why="传错了")
    assert evidence.of(Paper()).count() == 0
    assert Evidence.objects.count() == 2
    with pytest.raises(Refused):
        evidence.withdraw(Evidence.objects.get(pk=kept.pk), by=clerk, why="again")


def test_complete_names_what_is_missing(act, clerk):
    evidence.attach(Paper(), picture(), "照片", by=clerk)
    assert evidence.complete(Paper(), ("照片",))
    verdict = evidence.complete(Paper(), ("照片", "签到表"))
    assert not verdict
    assert "签到表" in str(verdict.reason)


def test_damaged_finds_files_that_were_changed_or_lost(act, clerk):
    kept = evidence.attach(Paper(), picture(), "照片", by=clerk)
    lost = evidence.attach(Paper(), picture(PNG, "b.png"), "照片", by=clerk)
    assert list(evidence.damaged()) == []
    path = evidence.path_of(kept.sha256)
    path.chmod(0o600)
    path.write_bytes(b"other")
    evidence.path_of(lost.sha256).unlink()
    assert [found.pk for found, _ in evidence.damaged()] == [kept.pk, lost.pk]


def test_a_stranger_sees_no_file(act, clerk, rf):
    from django.http import Http404

    kept = evidence.attach(Paper(), picture(), "照片", by=clerk)
    request = rf.get("/")
    request.user = clerk
    with pytest.raises(Http404):
        evidence.response(request, kept.pk)


def test_a_file_leaves_with_safe_headers(act, clerk, rf, monkeypatch):
    kept = evidence.attach(Paper(), picture(PDF, "收据.pdf"), "收据", by=clerk)
    monkeypatch.setattr(evidence, "visible", lambda user, pk, **looked: kept)
    request = rf.get("/")
    request.user = clerk
    answer = evidence.response(request, kept.pk)
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''%E6%94%B6%E6%8D%AE.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == PDF
