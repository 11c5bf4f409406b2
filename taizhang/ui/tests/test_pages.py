"""The shapes of pages: act, list, workbook, figures, buttons."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django import forms
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.template import Context, Template

from taizhang.kernel.verdicts import Refused
from taizhang.ui import pages, sheets
from taizhang.ui.due import Due, in_order
from taizhang.ui.figures import change_words, grouped
from taizhang.ui.templatetags.ui import number


class OneField(forms.Form):
    words = forms.CharField()


def post(rf, user, **data):
    request = rf.post("/", data)
    request.user, request.session = user, {}
    request._messages = CookieStorage(request)
    return request


@pytest.fixture
def shown(monkeypatch):
    """What the page would have drawn."""
    drawn = {}

    def render(request, template, context, status=200):
        drawn.update(context, template=template)
        return HttpResponse(status=status)

    monkeypatch.setattr(pages, "render", render)
    return drawn


def test_act_page_does_the_act_and_goes_on(rf, cast, shown):
    done = []
    response = pages.act_page(
        post(rf, cast.mill_chair, words="好"), OneField, then=lambda data: done.append(data), url="/there/"
    )
    assert (done, response.status_code, response["Location"]) == ([{"words": "好"}], 302, "/there/")


def test_act_page_says_why_it_was_refused(rf, cast, shown):
    def refuse(data):
        raise Refused("请主席办理。")

    response = pages.act_page(post(rf, cast.mill_chair, words="好"), OneField, then=refuse, url="/there/")
    assert response.status_code == 422
    assert shown["form"].non_field_errors() == ["请主席办理。"]


def test_act_page_keeps_what_was_wrong(rf, cast, shown):
    response = pages.act_page(post(rf, cast.mill_chair, words=""), OneField, then=lambda data: None, url="/there/")
    assert response.status_code == 422 and shown["form"].errors["words"]


@pytest.mark.parametrize(("asked", "got"), [("2", 2), ("99", 3), ("x", 1), ("99999999999999999999", 1), ("", 1)])
def test_page_of_goes_to_the_nearest_page(rf, asked, got):
    assert pages.page_of(rf.get("/", {"page": asked}), list(range(30)), 10).number == got


def test_workbook_keeps_text_as_text():
    book = sheets.workbook(
        [("名册/[1]", ["姓名", "日期", "数"], [("=1+1", date(2008, 1, 2), Decimal("3.5")), ("@cmd", None, "")])]
    )
    sheet = openpyxl.load_workbook(io.BytesIO(book)).active
    assert sheet["A2"].value == "=1+1" and sheet["A2"].data_type == "s"
    assert sheet["C2"].value == 3.5 and sheet["A3"].value == "@cmd"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("1178", "1178"),
        ("—", "—"),
        ("400190", '400<span class="k">190</span>'),
        ("-12345.6", '-12<span class="k">345</span>.6'),
    ],
)
def test_numbers_are_grouped_from_five_digits_on(text, html):
    assert str(grouped(text)) == html


def test_number_filter():
    assert (number(None), str(number(Decimal("12.50"))), str(number(3)), number("很多")) == ("—", "12.5", "3", "很多")


def test_change_is_told_in_words_too():
    assert "visually-hidden" in change_words(Decimal("12.5")) and "12.5%" in change_words(Decimal("12.5"))
    assert "—" in change_words(None)


def test_due_items_stand_in_order():
    later, soon, whenever, wrong = (
        Due("d", "/", "b", by=date(2008, 5, 1)),
        Due("d", "/", "b", by=date(2008, 4, 1)),
        Due("d", "/", "b"),
        Due("d", "/", "b", tone="red"),
    )
    assert in_order([whenever, later, wrong, soon]) == [soon, later, wrong, whenever]


def test_denied_button_says_the_sentence_to_everybody():
    html = Template('{% load ui %}{% denied "发放" "可请主席办理。" %}').render(Context())
    assert 'aria-disabled="true"' in html and 'data-tip="可请主席办理。"' in html and ": 可请主席办理。" in html


def test_field_shows_its_error_beside_it():
    form = OneField({"words": ""})
    html = Template("{% load ui %}{% fields form %}").render(Context({"form": form}))
    assert (
        'aria-invalid="true"' in html and 'aria-describedby="id_words_error"' in html and 'id="id_words_error"' in html
    )


def test_chart_has_its_table():
    html = Template('{% load ui %}{% chart "会员" points unit="人" %}').render(
        Context({"points": [("一月", 3), ("二月", None)]})
    )
    assert "data-chart" in html and "<td>一月</td>" in html and "—" in html


def test_sparkline_of_one_point_is_nothing():
    assert Template("{% load ui %}{% sparkline points %}").render(Context({"points": [1, None]})) == ""


@pytest.mark.parametrize(("many", "ticks"), [(7, False), (8, True)])
def test_a_long_list_of_boxes_can_be_ticked_at_once(many, ticks):
    class Boxes(forms.Form):
        chosen = forms.MultipleChoiceField(
            choices=[(n, f"第{n}人") for n in range(many)], widget=forms.CheckboxSelectMultiple
        )

    drawn = Template("{% load ui %}{% field form.chosen %}").render(Context({"form": Boxes()}))
    assert ('data-check-all="chosen"' in drawn) is ticks
