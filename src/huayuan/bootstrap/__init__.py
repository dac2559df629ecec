"""The only place that knows every feature: settings → makers → registry → app | worker | scheduler | cli."""
