/**
 * The one tracker of a mini program:
 *
 *   const huayuan = require("./huayuan-miniprogram.js");
 *   huayuan.init({ key: "hyw_…", url: "https://garden.example.com", account: "wx…" });
 *   App({ … });
 */
import { Tracker } from "./tracker";

const tracker = new Tracker();

export const init = tracker.init.bind(tracker);
export const track = tracker.track.bind(tracker);
export const identify = tracker.identify.bind(tracker);
export const page = tracker.page.bind(tracker);
export const login = tracker.login.bind(tracker);
export const phone = tracker.phone.bind(tracker);
export const consent = tracker.consent.bind(tracker);
export const reset = tracker.reset.bind(tracker);
export const anonymousId = tracker.anonymousId.bind(tracker);
