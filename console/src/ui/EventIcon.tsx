import {
  CheckCircleOutlined,
  CommentOutlined,
  CreditCardOutlined,
  EyeOutlined,
  FileTextOutlined,
  FlagOutlined,
  GiftOutlined,
  LinkOutlined,
  MessageOutlined,
  NotificationOutlined,
  RollbackOutlined,
  SafetyOutlined,
  SendOutlined,
  ShoppingCartOutlined,
  ShoppingOutlined,
  TagOutlined,
  TeamOutlined,
  UserAddOutlined,
  UserDeleteOutlined,
  UserOutlined,
  WarningOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import "./event-icon.css";

type Tone = "good" | "bad" | "money" | "talk" | "quiet";

/** First match wins, so the particular stands before the general. */
const KINDS: [RegExp, ReactNode, Tone][] = [
  [/^(contact_added|oa_followed|signed_up|lead_received)$/, <UserAddOutlined key="i" />, "good"],
  [
    /^(contact_removed|contact_dropped|oa_unfollowed|opted_out|consent_withdrawn)$/,
    <UserDeleteOutlined key="i" />,
    "bad",
  ],
  [/^(order_refunded|points_reversed|reward_clawed_back)$/, <RollbackOutlined key="i" />, "bad"],
  [/_(failed|blocked|unknown)$|^risk_/, <WarningOutlined key="i" />, "bad"],
  [/^order_paid$/, <CreditCardOutlined key="i" />, "money"],
  [/^order_|^review_/, <ShoppingOutlined key="i" />, "money"],
  [/^(cart_|checkout_|product_)/, <ShoppingCartOutlined key="i" />, "money"],
  [/^(coupon_|points_|reward_|benefit_|tier_)/, <GiftOutlined key="i" />, "money"],
  [/^group_/, <TeamOutlined key="i" />, "talk"],
  [/^(message_received|oa_message_received|welcome_sent)$/, <MessageOutlined key="i" />, "talk"],
  [/^message_/, <SendOutlined key="i" />, "talk"],
  [/^(question_|handed_|feedback_|ticket_)/, <CommentOutlined key="i" />, "talk"],
  [/^(consent_)/, <SafetyOutlined key="i" />, "good"],
  [/^campaign_/, <FlagOutlined key="i" />, "money"],
  [/^(ad_)/, <NotificationOutlined key="i" />, "quiet"],
  [/^(page_viewed|app_launched|content_viewed|video_|live_)/, <EyeOutlined key="i" />, "quiet"],
  [/^(oa_article|moment_|content_)/, <FileTextOutlined key="i" />, "quiet"],
  [/^(link_|element_|oa_scanned|oa_menu)/, <LinkOutlined key="i" />, "quiet"],
  [/^(tag_|segment_|stage_|trait_)/, <TagOutlined key="i" />, "quiet"],
  [/^(task_)/, <CheckCircleOutlined key="i" />, "quiet"],
];

/** What kind of thing happened, at a glance. The name stands beside it, so the picture is silent to screen readers. */
export function EventIcon({ event }: { event: string }) {
  const [, icon, tone] = KINDS.find(([pattern]) => pattern.test(event)) ?? [
    null,
    <UserOutlined key="i" />,
    "quiet",
  ];
  return (
    <span className="hy-event-icon" data-tone={tone} aria-hidden>
      {icon}
    </span>
  );
}
