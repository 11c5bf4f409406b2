from django.urls import reverse


def test_all(cast, as_, django_assert_num_queries):
    c = as_(cast.town_chair)
    pk = cast.town.pk
    for n in ("unit_tree", "unit_search", "unit_list", "unit_export", "root_found"):
        r = c.get(reverse("organisation:" + n) + "?q=河")
        print(n, r.status_code, len(r.content))
    for n in (
        "unit_detail",
        "unit_branch",
        "unit_found",
        "unit_amend",
        "unit_unionise",
        "unit_headcount",
        "unit_register",
        "unit_dissolve",
        "unit_withdraw",
        "unit_appoint",
        "rule_list",
        "rule_set",
    ):
        r = c.get(reverse("organisation:" + n, args=[pk]))
        print(n, r.status_code, len(r.content))
    open("/tmp/orgmem/u.html", "wb").write(c.get(reverse("organisation:unit_detail", args=[pk])).content)
