"""Tables name their columns in every cell, for the phone."""

from taizhang.ui.labels import column_names, labelled

HEAD = "<thead><tr><th colspan='2'>x</th></tr><tr><th>姓名</th><th class=\"num\">人数 <b>(人)</b></th></tr></thead>"


def test_names_come_from_the_last_row_of_the_head():
    assert column_names(HEAD) == ["姓名", "人数 (人)"]


def test_every_cell_of_the_body_is_labelled():
    html = labelled(HEAD + '<tbody><tr><td>王</td><td class="num">3</td></tr></tbody>')
    assert '<td data-label="姓名">王</td><td data-label="人数 (人)" class="num">3</td>' in html


def test_cells_over_several_columns_keep_the_count():
    html = labelled(
        '<thead><tr><th>一</th><th>二</th><th>三</th></tr></thead><tbody><tr><td colspan="2">a</td><td>b</td></tr></tbody>'
    )
    assert '<td colspan="2">a</td><td data-label="三">b</td>' in html


def test_a_label_of_its_own_stays():
    html = labelled('<thead><tr><th>一</th></tr></thead><tbody><tr><td data-label="自己">a</td></tr></tbody>')
    assert html.count("data-label") == 1 and "自己" in html
