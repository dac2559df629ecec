export default {
  nav: "Live codes",
  title: "Live codes",
  purpose: "One code per channel: who scanned, whom they added, with which tags.",
  name: "Name",
  channel: "Channel",
  staff: "Staff",
  friends: "Friends",
  today: "Today",
  created: "Created",
  none: "No live codes yet",
  noneWhy: "Print one on a poster or parcel card; whoever scans it arrives with channel and tags.",
};
