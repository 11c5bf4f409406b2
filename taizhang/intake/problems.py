"""What can be wrong with a cell or a row, as a vocabulary: one code, one sentence in each language.

The sentences stand in files that go to other offices (the workbook of rejected rows, the JSON of the command line), so they are
data like the labels of a form: Chinese first, English beside it. An app adds its own with `declare`.
"""

from dataclasses import dataclass

from django.utils.translation import get_language

REPAIRED, WARNED, REJECTED, ACCEPTED = "repaired", "warned", "rejected", "accepted"
TREATMENTS = (REPAIRED, WARNED, REJECTED, ACCEPTED)


@dataclass(frozen=True)
class Problem:
    """One thing that can be wrong; `chinese` and `english` may name parameters in braces."""

    code: str
    chinese: str
    english: str

    def sentence(self, language="zh-hans", **params):
        """The explanation in a language, with the parameters filled in."""
        words = self.chinese if language.startswith("zh") else self.english
        return words.format_map(_Blank(params)) if "{" in words else words


class _Blank(dict):
    """Parameters in which a missing one reads as nothing: an explanation never fails."""

    def __missing__(self, key):
        return ""


PROBLEMS = {}


def declare(*problems):
    """Add problems to the vocabulary; a code has one meaning in the whole house."""
    for code, chinese, english in problems:
        known = PROBLEMS.get(code)
        if known and (known.chinese, known.english) != (chinese, english):
            raise ValueError(f"problem {code} is declared twice with different words")
        PROBLEMS[code] = Problem(code, chinese, english)


def explain(code, params=None, language=None):
    """The sentence of a problem in the reader's language, or in the language asked for."""
    problem = PROBLEMS.get(code)
    if problem is None:
        return code
    return problem.sentence(language or get_language() or "zh-hans", **(params or {}))


_PRINTED = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？"})


def printed(code, params=None, language=None):
    """The sentence as a page or a paper shows it: Chinese with the marks of Chinese print."""
    language = language or get_language() or "zh-hans"
    sentence = explain(code, params, language)
    return sentence.translate(_PRINTED) if language.startswith("zh") else sentence


declare(
    # dates
    ("date_dotted", "点分日期", "date written with dots"),
    ("date_slashed", "斜线日期", "date written with slashes"),
    ("date_unpadded", "日期补足两位月日", "month or day written with one digit"),
    ("date_compact", "八位连写日期", "date written as eight digits"),
    ("date_chinese", "中文日期", "date written with 年, 月 and 日"),
    ("date_chinese_numerals", "中文数字日期", "date written in Chinese numerals"),
    ("date_serial", "Excel日期序列号", "Excel serial number of a date"),
    ("date_full_width", "日期中的全角数字改为半角", "full-width digits in a date"),
    ("date_two_digit_year", "两位年份按{year}年理解，请核对", "two-digit year read as {year}; please check"),
    (
        "date_month_only",
        "只写到月，按该月第一天登记，请核对",
        "no day given: the first of the month is taken; please check",
    ),
    (
        "date_year_only",
        "只写到年，按该年第一天登记，请核对",
        "no month given: the first of January is taken; please check",
    ),
    (
        "date_year_from_title",
        "没有年份，按表题取{year}年，请核对",
        "no year given: {year} is taken from the title; please check",
    ),
    ("date_range", "一段日期，按第一天登记，请核对", "a span of days: the first day is taken; please check"),
    ("date_no_year", "日期没有年份", "the date has no year"),
    ("date_impossible", "没有这一天", "there is no such day"),
    ("date_ambiguous", "日期有两种读法，请写全年月日", "the date can be read in two ways; write year, month and day"),
    ("date_unreadable", "看不出是哪一天", "this is not readable as a date"),
    ("date_out_of_range", "年份应在1900年以后", "the year lies before 1900"),
    ("date_future", "日期在将来", "the date lies in the future"),
    # identity numbers and telephone numbers
    ("id_full_width", "全角数字改为半角", "full-width digits changed to ordinary ones"),
    ("id_separators", "去掉号码中的空格和连字符", "spaces and hyphens removed from the number"),
    ("id_lower_x", "末位小写x改为大写", "last letter x changed to X"),
    ("id_15_digits", "15位旧号升为18位", "old number of 15 digits extended to 18"),
    (
        "id_scientific",
        "科学计数法,原号码已丢失,须重新填报",
        "scientific notation: digits of the number are lost; enter it again",
    ),
    (
        "id_scientific_whole",
        "科学计数法，号码各位俱全，已还原",
        "scientific notation with all digits present: restored",
    ),
    ("id_number_cell", "号码存为数字，已改为文本", "the number was stored as a numeral: changed to text"),
    ("id_length", "身份证号应为18位", "an identity number has 18 places"),
    ("id_checksum", "校验码不符", "the check digit does not fit"),
    ("id_birth_date", "号码中的出生日期不存在", "the birth date inside the number does not exist"),
    (
        "id_other_document",
        "不是居民身份证号，按其他证件登记，请核对",
        "not a resident identity number: kept as another document; please check",
    ),
    ("phone_cleaned", "去掉电话号码中的空格、连字符和全角字符", "spaces, hyphens and full-width characters removed"),
    ("phone_unusual", "电话号码位数不常见，请核对", "unusual telephone number; please check"),
    (
        "phone_scientific",
        "科学计数法，电话号码已丢失，未登记",
        "scientific notation: the telephone number is lost and left out",
    ),
    # credit codes
    ("credit_code_cleaned", "信用代码改为半角大写、去掉空格", "credit code put into plain capitals without spaces"),
    (
        "credit_code_checksum",
        "统一社会信用代码校验码不符，请核对",
        "the check character of the credit code does not fit; please check",
    ),
    # numbers
    ("number_full_width", "全角数字改为半角", "full-width digits changed to ordinary ones"),
    ("number_thousands", "去掉千分位逗号", "thousands separators removed"),
    ("number_with_unit", "去掉数字后的“{unit}”", "“{unit}” after the number removed"),
    ("number_wan", "“万”换算为个位", "ten-thousands turned into plain units"),
    ("number_head_unit", "按表头“{unit}”换算", "converted by the unit “{unit}” of the head"),
    ("number_chinese", "中文数字改为阿拉伯数字", "Chinese numerals changed to digits"),
    ("number_approximate", "约数，按{number}登记，请核对", "an approximate number, entered as {number}; please check"),
    ("number_unreadable", "不是数字", "not a number"),
    ("number_not_whole", "应为整数", "should be a whole number"),
    ("number_negative", "不能为负数", "must not be negative"),
    ("number_too_large", "数字过大", "the number is too large"),
    ("number_rounded", "金额保留到分", "rounded to the cent"),
    # words
    ("name_inner_space", "去掉姓名中的空格", "spaces removed from the name"),
    ("too_long", "超过{limit}个字，共{length}个字", "longer than {limit} characters: {length}"),
    ("control_characters", "去掉不可见字符", "invisible characters removed"),
    ("unknown_value", "不在常用词表中，按原文登记，请核对", "not in the vocabulary; kept as written, please check"),
    ("unknown_choice", "看不懂“{value}”，未登记，请核对", "“{value}” is not understood and left out; please check"),
    ("value_translated", "统一写法", "put into the usual wording"),
    ("missing", "{label}为空", "{label} is empty"),
    ("ditto", "与上一行相同", "the same as the row above"),
    ("ditto_nothing_above", "“同上”之上没有内容", "a ditto mark with nothing above it"),
    ("formula_error", "单元格公式出错", "the formula of the cell has failed"),
    # units
    ("unknown_union", "工会编码不存在", "no unit has this code"),
    ("unit_by_name", "按名称认定为{code}", "recognised by its name as {code}"),
    ("unit_code_cleaned", "编码改为{code}", "code put into its usual form {code}"),
    ("unit_name_differs", "编码{code}的名称是{name}，请核对", "the name of {code} is {name}; please check"),
    ("unit_ambiguous", "名称对应多个单位，请写编码", "several units bear this name; write the code"),
    ("unit_outside", "不在{unit}之下", "does not belong to {unit}"),
    (
        "unit_from_title",
        "没有写单位，按表题认定为{code} {name}，请核对",
        "no unit given: by the title taken as {code} {name}; please check",
    ),
    ("unit_missing", "没有写明单位", "no unit is given"),
    # rows
    ("already_recorded", "已登记过，不再重复登记", "recorded before; not entered again"),
)
