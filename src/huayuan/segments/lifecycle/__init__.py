"""Lifecycle (生命周期分层): the layer each person is in, and who moved where."""
