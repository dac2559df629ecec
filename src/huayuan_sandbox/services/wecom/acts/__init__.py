"""What the control API can let customers, staff and the administrator do in WeCom, by capability.

Each module declares `ACTS`: path → what the wish looks like and what is done with it. `control_wecom.py`
mounts them and pushes the callbacks that follow.
"""
