export default {
  nav: "渠道活码",
  title: "渠道活码",
  purpose: "每个渠道一个码：谁扫的、加了谁、带什么标签，一目了然。",
  name: "名称",
  channel: "渠道",
  staff: "接待员工",
  friends: "累计好友",
  today: "今日好友",
  created: "创建于",
  none: "还没有渠道活码",
  noneWhy: "建好后印在海报、包裹卡上，扫码添加的客户会自动带上渠道和标签。",
};
