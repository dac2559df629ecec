export default {
  nav: "Customers",
  title: "Customers",
  purpose: "Everyone from every channel; each person is counted once.",
  customer: "Customer",
  search: "Search name, phone, member number",
  channel: "Channel",
  tags: "Tags",
  friends: "Friend of",
  orders: "Orders",
  gmv: "Spent",
  firstSeen: "First seen",
  lastSeen: "Last active",
  none: "No customer matches",
  noneWhy:
    "Change or reset the filters. In a new house, customers appear once they add a friend or are imported.",
};
