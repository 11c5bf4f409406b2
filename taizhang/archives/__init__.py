"""Rulebook of a unit and its archives (规章制度、档案): rules with every edition and where they hang; files with index, retention and destruction.

Its words: regulation 规章制度, edition 版本, display 上墙公示, dossier 案卷, item 卷内文件, retention period 保管期限, destruction list 销毁清册.
Its row of the catalogue: OM-15.
"""
