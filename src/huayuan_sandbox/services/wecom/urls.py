"""Path → method and endpoint, as documented. One route dispatches them all: a dictionary beats a list."""

from __future__ import annotations

from huayuan_sandbox.services.wecom.call import Endpoint
from huayuan_sandbox.services.wecom.endpoints import contact_ways, contacts, customers, tags, welcome

PREFIX = "/cgi-bin/"
NO_TOKEN = frozenset({"gettoken"})

ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "gettoken": ("GET", contacts.gettoken),
    "user/get": ("GET", contacts.user_get),
    "user/simplelist": ("GET", contacts.user_simplelist),
    "user/list": ("GET", contacts.user_list),
    "user/list_id": ("POST", contacts.user_list_id),
    "department/list": ("GET", contacts.department_list),
    "department/simplelist": ("GET", contacts.department_simplelist),
    "department/get": ("GET", contacts.department_get),
    "externalcontact/get_follow_user_list": ("GET", customers.get_follow_user_list),
    "externalcontact/list": ("GET", customers.list_of_user),
    "externalcontact/get": ("GET", customers.get),
    "externalcontact/batch/get_by_user": ("POST", customers.get_by_user),
    "externalcontact/remark": ("POST", customers.remark),
    "externalcontact/mark_tag": ("POST", customers.mark_tag),
    "externalcontact/get_corp_tag_list": ("POST", tags.get_corp_tag_list),
    "externalcontact/add_corp_tag": ("POST", tags.add_corp_tag),
    "externalcontact/edit_corp_tag": ("POST", tags.edit_corp_tag),
    "externalcontact/del_corp_tag": ("POST", tags.del_corp_tag),
    "externalcontact/add_contact_way": ("POST", contact_ways.add_contact_way),
    "externalcontact/get_contact_way": ("POST", contact_ways.get_contact_way),
    "externalcontact/list_contact_way": ("POST", contact_ways.list_contact_way),
    "externalcontact/update_contact_way": ("POST", contact_ways.update_contact_way),
    "externalcontact/del_contact_way": ("POST", contact_ways.del_contact_way),
    "externalcontact/send_welcome_msg": ("POST", welcome.send_welcome_msg),
    "media/upload": ("POST", welcome.upload),
}
