export default {
  nav: "Imports",
  title: "Imports",
  purpose: "Bring in past orders and customers; people are matched by phone number.",
  file: "File",
  kind: "Holds",
  kinds: { orders: "Orders", customers: "Customers" },
  status: "State",
  accepted: "Imported",
  rejected: "Not imported",
  created: "Started",
  none: "Nothing has been imported yet",
  noneWhy: "CSV and Excel work; you check what each column means before anything is imported.",
};
