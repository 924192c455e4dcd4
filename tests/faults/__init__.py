"""Faults that are real: processes killed, disks cut off, full or failing, files replaced.

`plan` says what is saved, `child` saves it in a process of its own and tells before and after,
`check` compares what it told with what is on disk, `stores` has our store and the flawed ones
that each kind of fault must catch. Each other module is one kind of fault, run by `trial`.
"""
