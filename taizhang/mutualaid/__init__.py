"""Medical mutual aid (医疗互助): products with dated rates, enrolment, claims settled line by line, health checks, convalescence.

Its words: product 互助产品, edition 待遇标准(版本), benefit 报销项目, season 参保年度, enrolment 参保, claim 报销申请, expense 费用明细,
award 结算明细, payment 拨付批次. Its regulation: the by-laws of the union that runs the product; they are data with dates and a source,
entered on a page. An expense is settled by the edition in force on its own day, never by the newest.
"""
