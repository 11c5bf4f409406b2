"""Fields that the forms of aid share: a day, a sealed number, yes or no or not known, one word of a vocabulary."""

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.aid.models.applications import STAGES


def secret(label, *, length=40, rows=0, **kwargs):
    """What the browser neither keeps nor proposes."""
    quiet = {"autocomplete": "off", "data-secret": ""}
    widget = forms.Textarea(attrs={**quiet, "rows": rows}) if rows else forms.TextInput(attrs=quiet)
    return forms.CharField(label=label, required=False, max_length=length, widget=widget, **kwargs)


def yuan(label, **kwargs):
    """An amount of money; empty counts as nothing."""
    return forms.DecimalField(label=label, required=False, max_digits=12, decimal_places=2, **kwargs)


def words(label, length=40, **kwargs):
    """A short text that may stay empty."""
    return forms.CharField(label=label, required=False, max_length=length, **kwargs)


def one_of(label, vocabulary, **kwargs):
    """One word of a vocabulary (DOMAIN F), or nothing."""
    return forms.ChoiceField(
        label=label, required=False, choices=[("", "—"), *((word, word) for word in vocabulary)], **kwargs
    )


class KnownField(forms.TypedChoiceField):
    """Yes, no, or not known."""

    def __init__(self, **kwargs):
        choices = [("", _("not known")), ("yes", _("yes")), ("no", _("no"))]
        super().__init__(
            choices=choices, coerce={"yes": True, "no": False}.get, empty_value=None, required=False, **kwargs
        )

    def prepare_value(self, value):
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


HEALTH = (
    "良好", "一般疾病", "癌症/恶性肿瘤", "心血管病", "脑血管病", "尿毒症/终末期肾病", "精神病", "肝病", "血液病", "糖尿病", "肿瘤病",
    "腰颈椎病", "高血压", "肺病",
    "深度昏迷", "永久瘫痪", "严重阿尔茨海默病", "严重帕金森病", "严重运动神经元病", "残疾",
)  # fmt: skip
DISABILITY = ("视力", "听力", "言语", "智力", "肢体", "精神", "多重")
RELATIONS = (
    "妻",
    "夫",
    "儿子",
    "女儿",
    "父亲",
    "母亲",
    "岳父",
    "岳母",
    "公公",
    "婆婆",
    "兄弟",
    "姐妹",
    "祖父",
    "祖母",
    "孙子女",
    "其他",
)
WORK_STATUS = ("在岗", "下（待）岗", "失（无）业", "退休", "病休", "内退", "离休")
HOUSING = ("自建", "商品房", "经济适用房", "两限房", "承租单位公房", "政府廉租房", "租房", "其他")
MARITAL = ("未婚", "已婚", "离异", "丧偶")
MODEL_WORKER = ("非劳模", "全国", "省部级", "地市级", "其他")
INSURANCE = ("职工医保", "城乡居民医保", "新农合", "公费医疗", "未参保")
POLITICAL = ("中共党员", "共青团员", "群众", "民主党派", "其他")
HOUSEHOLD = ("农业", "非农业", "农转居")
EMPLOYER_NATURE = ("国有", "集体", "私营", "股份制", "外商及港澳台", "事业单位", "机关", "个体", "社会组织", "其他")
EMPLOYER_STATE = ("正常", "停产半停产", "破产", "改制", "困难企业", "其他")
STUDY = ("学前", *STAGES)
