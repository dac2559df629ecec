"""Numbers of pages inside WeCom. In brackets: page of developer.work.weixin.qq.com."""

from __future__ import annotations

LOGIN_SECONDS = 600  # from the start of a login to its end; the platform's code lives 300 [91023]
LINK_MINUTES = 2  # of the one-time link that follows a login
TICKET_MARGIN_SECONDS = 300  # a ticket that ends sooner is renewed; they live 7200 [90506]
