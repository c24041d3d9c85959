"""The calculation: arrays only. It opens no file and prints nothing.

`plan` turns an inventory into blocks of records that share one program; `block` evaluates them; `results`
holds what came out and where each number came from; `totals` adds it up.
"""
