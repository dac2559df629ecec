import { uuid } from "./ids";
import { Pages } from "./pages";
import { PROPERTIES_BYTES, Queue, type QueuedEvent, sizeOf } from "./queue";
import { Sender } from "./sender";
import { campaignOf, touchSession } from "./session";
import { browserKeep, type Keep } from "./storage";

export interface Options {
  /** A write key of Huayuan (`hyw_…`). It can only send events, so it may stand in a page. */
  key: string;
  /** Where Huayuan is reached, without a path: `https://garden.example.com`. */
  url: string;
  /** Name of this site in Huayuan, when there are several. */
  account?: string;
  /** Channel for visitors who come without utm_source. */
  channel?: string;
  /** Report page views by itself. Default: true. */
  pages?: boolean;
  /** Collect nothing when the browser asks not to be tracked. Default: false. */
  respectDoNotTrack?: boolean;
  /** Collect nothing until `consent(true)`. Default: false. */
  requireConsent?: boolean;
  /** Domain of the identifier's cookie, for sites on several subdomains: `.example.com`. */
  cookieDomain?: string;
}

export type Properties = Record<string, unknown>;
type Ids = Record<string, string | number | null | undefined>;

export class Tracker {
  private options: Options | undefined;
  private keep!: Keep;
  private queue!: Queue;
  private sender!: Sender;
  private pages!: Pages;

  init(options: Options): void {
    if (this.options) return;
    if (!options?.key || !options.url) return warn("init needs key and url");
    if (options.respectDoNotTrack && asksNotToBeTracked()) return;
    this.options = options;
    this.keep = browserKeep(options.cookieDomain);
    this.queue = new Queue(this.keep);
    const address = `${options.url.replace(/\/+$/, "")}/v1/events?key=${encodeURIComponent(options.key)}`;
    this.sender = new Sender(address, this.queue, this.keep, () => this.collecting());
    this.pages = new Pages(
      {
        viewed: (page) => this.collecting() && this.track("page_viewed", { ...page, ...this.session().campaign }),
        left: (page) => this.track("page_left", page),
        away: (closing) => (closing ? this.sender.leave() : void this.sender.flush()),
      },
      options.pages !== false,
    );
    addEventListener("online", () => this.sender.online());
    if (this.collecting()) this.start();
    this.pages.watch();
  }

  /** Queues one event. False when nothing is collected or the event cannot be sent. */
  track(event: string, properties: Properties = {}): boolean {
    return this.send(event, properties, {});
  }

  /**
   * Says who the visitor is, by one event (`logged_in` unless another is named) that carries the identifiers together
   * with the anonymous one: `identify({ phone: "138…" })`. They are not kept in the browser.
   */
  identify(ids: Ids, event = "logged_in", properties: Properties = {}): boolean {
    return this.send(event, properties, ids);
  }

  /** Reports a page view by hand, for sites that switched the automatic one off. */
  page(): void {
    if (this.collecting()) this.pages.view();
  }

  /** The visitor agreed (true) or refused (false). A refusal stops everything, clears what is kept, and lasts. */
  consent(given: boolean): void {
    if (!this.options) return;
    const before = this.collecting();
    if (!given) {
      this.sender.halt();
      this.queue.clear();
      for (const name of ["id", "session", "offset"]) this.keep.remove(name);
    }
    this.keep.set("off", given ? "0" : "1");
    if (given && !before) {
      this.start();
      this.pages.forget();
      if (this.options.pages !== false) this.pages.view();
    }
  }

  /** The visitor logged out on a shared device: what follows belongs to somebody new. */
  reset(): void {
    if (!this.options) return;
    this.keep.remove("id");
    this.keep.remove("session");
  }

  /** The anonymous identifier, for pages that pass it on (in the state of a live code, for instance). */
  anonymousId(): string | null {
    if (!this.collecting()) return null;
    const known = this.keep.get("id");
    // Written each time: a cookie is renewed, and the copy that a browser cleared comes back.
    const id = known ?? uuid();
    this.keep.set("id", id);
    return id;
  }

  private start(): void {
    this.queue.adopt();
    touchSession(this.keep, Date.now(), campaignOf(location.search));
    if (this.queue.size > 0) void this.sender.flush();
  }

  private collecting(): boolean {
    if (!this.options) return false;
    const choice = this.keep.get("off");
    return choice === null ? !this.options.requireConsent : choice === "0";
  }

  private session(): ReturnType<typeof touchSession> {
    return touchSession(this.keep, Date.now());
  }

  private send(event: string, properties: Properties, ids: Ids): boolean {
    if (!this.collecting() || !this.options || !event) return false;
    const session = this.session();
    const offset = Number(this.keep.get("offset")) || 0;
    const queued: QueuedEvent = {
      event_id: uuid(),
      event,
      time: new Date(Date.now() + offset).toISOString(),
      ids: { anonymous_id: this.anonymousId()!, ...usable(ids) },
      properties: { channel: session.campaign.utm_source ?? this.options.channel, ...properties },
      account: this.options.account,
      session_id: session.id,
    };
    try {
      if (sizeOf(queued.properties) > PROPERTIES_BYTES) throw new RangeError(`larger than ${PROPERTIES_BYTES} bytes`);
      this.queue.add(queued);
    } catch (reason) {
      // Too large, or nothing that JSON can hold. The page must not fail because of it.
      warn(`${event} is not sent: ${reason}`);
      return false;
    }
    this.sender.wake();
    return true;
  }
}

function usable(ids: Ids): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [kind, value] of Object.entries(ids)) if (value != null && value !== "") kept[kind] = String(value);
  return kept;
}

function asksNotToBeTracked(): boolean {
  const signals = navigator as Navigator & { globalPrivacyControl?: boolean };
  return navigator.doNotTrack === "1" || signals.globalPrivacyControl === true;
}

function warn(message: string): void {
  console.warn(`[huayuan] ${message}`);
}
