"""Ballots (投票): questions, electorates and boxes that congresses, elections, reviews and committees call by reference.

Its words: ballot 投票, question 表决事项, candidate 候选人, voter 选举人, tick 领票记号 (has voted), pot 暗箱 (sealed slips while it
is open), box 票箱 (slips after the count), sheet 计票单. Four kinds, each called what it is: open 记名, secret 无记名 (decision
12), secret with blind-signed credentials 盲签凭证 (decision 16), and held outside with trustees 受托人开票 (decision 17). Its
regulation: the rules on elections of grassroots unions of 2016 and the congress regulations of the provinces; all figures are in the
rulebook.
"""
