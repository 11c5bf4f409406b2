"""The file set of an election: candidates on public notice in time, the papers from the request to the reply."""

import io
import re
import zipfile
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from taizhang.ballots import actions, papers, queries
from taizhang.ballots.tests import factories as make
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.verdicts import Refused

pytestmark = pytest.mark.django_db
PEOPLE = [{"name": "丁立夏", "about": "女，1970年生，织布车间"}, {"name": "王芒种"}, {"name": "赵小暑"}]
QUESTION = make.election(["丁立夏", "王芒种", "赵小暑"], 2)


def words(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return re.sub(r"<[^>]+>", "", packed.read("word/document.xml").decode())


def paper(ballot, kind):
    return words(papers.elections.write(ballot, kind)[1])


def test_the_candidates_of_an_election_hang_out_five_working_days_before_it(cast):
    ballot = make.drafted(cast.mill, questions=[QUESTION])  # it opens on Tuesday, 20 May 2008
    told = queries.pages.notice_verdict(ballot)
    with translation.override("zh-hans"):
        assert not told and "2008年5月12日" in str(queries.pages.notice_verdict(ballot).reason)
    for on in (date(2008, 5, 20), date(2008, 5, 21)):
        with pytest.raises(Refused):
            actions.show_candidates(ballot, by=cast.mill_clerk, on=on)
    late = actions.show_candidates(ballot, by=cast.mill_clerk, on=date(2008, 5, 13))
    assert not queries.pages.notice_verdict(late)
    shown = actions.show_candidates(ballot, by=cast.mill_clerk, on=date(2008, 5, 12))
    assert queries.pages.notice_verdict(shown) and queries.pages.shown_until(shown) == date(2008, 5, 19)
    assert ActLog.objects.filter(code="ballots.show_candidates").count() == 2
    with pytest.raises(Refused):
        actions.show_candidates(make.drafted(cast.mill, title="表决"), by=cast.mill_clerk, on=date(2008, 5, 12))


def test_no_notice_is_asked_for_where_nobody_is_elected_or_the_tied_are_voted_on_again(cast):
    assert queries.pages.notice_verdict(make.drafted(cast.mill)) is None
    counted = make.counted(
        cast.mill, [{"1": {"for": [1, 2]}}, {"1": {"for": [1, 3]}}] * 3, questions=[QUESTION], voters=6
    )
    assert queries.pages.notice_verdict(counted) is None
    again = actions.create_revote(
        counted.questions.get(), by=SYSTEM, on=make.ON, opens_at=make.AFTER, closes_at=make.AFTER.replace(hour=23)
    )
    assert queries.pages.notice_verdict(again) is None


def test_the_papers_say_what_stands_on_the_ballot(cast):
    ballot = make.drafted(cast.mill, title="工会委员会换届选举", questions=[QUESTION], channels="both")
    assert [code for code, _name in papers.elections.kinds(ballot)] == [*papers.elections.BEFORE, "all"]
    assert papers.elections.kinds(make.drafted(cast.mill, title="表决")) == []
    rules = paper(ballot, "rules")
    for said in (
        "应选2人，候选人3人，差额1人",
        "无记名投票",
        "全体应到",
        "多于发出的选票，选举无效",
        "第一条",
        "两名计票人",
    ):
        assert said in rules, said
    assert "丁立夏" in paper(ballot, "candidates") and "选举人7人" in paper(ballot, "request")
    actions.show_candidates(ballot, by=SYSTEM, on=date(2008, 5, 12))
    assert "2008年5月12日至2008年5月19日（不少于5个工作日）" in paper(ballot, "public-notice")
    assert "共有选举人7人" in paper(ballot, "voters")


def test_the_report_names_the_elected_with_their_votes_and_the_reply_is_drafted(cast):
    answers = [{"1": {"for": [1, 2]}}] * 5 + [{"1": {"for": [1, 3]}}]
    ballot = make.counted(cast.mill, answers, title="工会委员会换届选举", questions=[QUESTION])
    report, reply = paper(ballot, "report"), paper(ballot, "reply")
    assert "应到7人，实到6人，发出选票6张，收回选票6张" in report and "1丁立夏6" in report and "2王芒种5" in report
    assert "同意选举结果：丁立夏、王芒种当选" in reply and cast.town.name in reply
    whole = paper(ballot, "all")
    assert whole.count("材料") == 6 and "同意选举结果" in whole


def test_the_clerk_finds_them_on_the_page(cast, as_):
    ballot = make.drafted(cast.mill, questions=[QUESTION])
    clerk = as_(cast.mill_clerk)
    page = clerk.get(ballot.get_absolute_url()).content.decode()
    assert "选举办法" in page and reverse("ballots:candidates_show", args=[ballot.pk]) in page
    done = clerk.post(reverse("ballots:candidates_show", args=[ballot.pk]), {"on": "2008-05-12"})
    assert done.status_code == 302
    assert "2008年5月19日" in clerk.get(ballot.get_absolute_url()).content.decode().replace("\u2060", "")
    assert clerk.get(reverse("ballots:election_paper", args=[ballot.pk, "rules"])).status_code == 200
    assert clerk.get(reverse("ballots:election_paper", args=[ballot.pk, "report"])).status_code == 404
    assert as_(cast.port_chair).get(reverse("ballots:election_paper", args=[ballot.pk, "rules"])).status_code == 404
