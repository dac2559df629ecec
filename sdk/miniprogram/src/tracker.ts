import { uuid } from "./ids";
import { Pages } from "./pages";
import { PROPERTIES_BYTES, Queue, type QueuedEvent, sizeOf } from "./queue";
import { Sender } from "./sender";
import { type Session, touchSession } from "./session";
import { Keep } from "./storage";
import { type EnterOptions, type Response, runtime } from "./wx";

export interface Options {
  /** A write key of Huayuan (`hyw_…`). It can only send events, so it may stand in a mini program. */
  key: string;
  /** Where Huayuan is reached, without a path: `https://garden.example.com`; among the request domains of the program. */
  url: string;
  /** AppID of the program: the account of its events. */
  account: string;
  /** Key of the connection in Huayuan (last part of its callback address), for `login` and `phone`. */
  program?: string;
  /** Channel for visitors who come without utm_source. */
  channel?: string;
  /** Report launches and page views by itself. Default: true. */
  pages?: boolean;
  /** Let shared links say who shared them (the anonymous identifier as hy_from). Default: false. */
  shares?: boolean;
  /** Collect nothing until `consent(true)`. Default: false. */
  requireConsent?: boolean;
}

export type Properties = Record<string, unknown>;
type Ids = Record<string, string | number | null | undefined>;

const FROM = "hy_from";

export class Tracker {
  private options: Options | undefined;
  private keep!: Keep;
  private queue!: Queue;
  private sender!: Sender;
  private pages!: Pages;

  /** Once, before `App()` and the first `Page()`: what is defined earlier is not watched. */
  init(options: Options): void {
    if (this.options) return;
    if (!options?.key || !options.url || !options.account) return warn("init needs key, url and account");
    this.options = options;
    this.keep = new Keep();
    this.queue = new Queue(this.keep);
    const address = `${this.base()}/v1/events?key=${encodeURIComponent(options.key)}`;
    this.sender = new Sender(address, this.queue, this.keep, () => this.collecting());
    this.pages = new Pages({
      viewed: (page) => this.track("page_viewed", page),
      left: (page) => this.track("page_left", page),
      shared: ({ path, to }) => this.shared(path, to),
    });
    this.listen(options.pages !== false);
    if (this.collecting() && this.queue.size > 0) this.sender.flush();
  }

  /** Queues one event. False when nothing is collected or the event cannot be sent. */
  track(event: string, properties: Properties = {}): boolean {
    return this.send(event, properties, {});
  }

  /** Says who the visitor is, by one event that carries the identifiers together with the anonymous one. */
  identify(ids: Ids, event = "logged_in", properties: Properties = {}): boolean {
    return this.send(event, properties, ids);
  }

  /** Reports a page view by hand, for programs that switched the automatic one off. */
  page(path: string): void {
    if (this.collecting()) this.pages.view(path);
  }

  /** wx.login, exchanged by Huayuan: it learns openid and unionid, the program never sees them. */
  login(done: (ok: boolean) => void = () => undefined): void {
    if (!this.collecting() || !this.options?.program) return done(false);
    const failed = (): void => done(false);
    runtime().login({
      success: ({ code }) => {
        if (!code) return failed();
        this.ask("login", { code, anonymous_id: this.anonymousId() }, (answer) => {
          const session = (answer as { session?: string } | null)?.session;
          if (session) this.keep.set("login", session);
          done(Boolean(session));
        });
      },
      fail: failed,
    });
  }

  /** The `code` of `<button open-type="getPhoneNumber">`; answers the number masked, null when it was refused. */
  phone(code: string, done: (masked: string | null) => void = () => undefined): void {
    const session = this.collecting() ? this.keep.get("login") : null;
    if (!session || !code) return done(null);
    this.ask("phone", { code, session }, (answer) => {
      done((answer as { phone_masked?: string } | null)?.phone_masked ?? null);
    });
  }

  /** The visitor agreed (true) or refused (false). A refusal stops everything, clears what is kept, and lasts. */
  consent(given: boolean): void {
    if (!this.options) return;
    if (!given) {
      this.sender.halt();
      this.queue.clear();
      for (const name of ["id", "session", "offset", "login"]) this.keep.remove(name);
    }
    this.keep.set("off", given ? "0" : "1");
  }

  /** The visitor logged out on a shared phone: what follows belongs to somebody new. */
  reset(): void {
    if (!this.options) return;
    for (const name of ["id", "session", "login"]) this.keep.remove(name);
  }

  /** The anonymous identifier, to pass on (to a web view, for instance). */
  anonymousId(): string | null {
    if (!this.collecting()) return null;
    const id = this.keep.get("id") ?? uuid();
    this.keep.set("id", id);
    return id;
  }

  private listen(automatic: boolean): void {
    const platform = runtime();
    if (automatic) {
      this.launched(platform.getEnterOptionsSync?.() ?? platform.getLaunchOptionsSync?.() ?? {}, true);
      this.pages.watch();
      let first = true;
      platform.onAppShow?.((options) => {
        // The first one belongs to the launch that was reported above.
        if (!first) this.launched(options ?? {}, false);
        first = false;
      });
    }
    platform.onAppHide?.(() => {
      this.pages.leave();
      this.sender.flush();
    });
    platform.onNetworkStatusChange?.(({ isConnected }) => isConnected && this.sender.online());
  }

  /** A start, or a return after the session had ended; a short look elsewhere is no launch. */
  private launched(enter: EnterOptions, cold: boolean): void {
    if (!this.collecting()) return;
    const query = enter.query ?? {};
    const session = this.session(query.utm_source?.slice(0, 64));
    if (!cold && !session.fresh) return;
    this.track("app_launched", {
      scene: enter.scene,
      path: enter.path,
      cold,
      code: decoded(query.scene),
      campaign: query.utm_campaign,
      referrer_app: enter.referrerInfo?.appId,
      shared_by: query[FROM],
    });
  }

  private shared(path: string, to: string): string {
    this.track("content_shared", { content_id: path, to });
    const id = this.options?.shares ? this.anonymousId() : null;
    return id ? `${FROM}=${id}` : "";
  }

  private collecting(): boolean {
    if (!this.options) return false;
    const choice = this.keep.get("off");
    return choice === null ? !this.options.requireConsent : choice === "0";
  }

  private session(channel?: string): Session {
    return touchSession(this.keep, Date.now(), channel);
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
      properties: { channel: session.channel ?? this.options.channel, ...properties },
      account: this.options.account,
      session_id: session.id,
    };
    try {
      if (sizeOf(queued.properties) > PROPERTIES_BYTES) throw new RangeError(`larger than ${PROPERTIES_BYTES} bytes`);
      this.queue.add(queued);
    } catch (reason) {
      // Too large, or nothing that JSON can hold. The program must not fail because of it.
      warn(`${event} is not sent: ${reason}`);
      return false;
    }
    this.sender.wake();
    return true;
  }

  private ask(what: string, body: Properties, done: (answer: unknown) => void): void {
    runtime().request({
      url: `${this.base()}/v1/mini-program/${this.options!.program}/${what}`,
      method: "POST",
      data: JSON.stringify(body),
      header: { "Content-Type": "application/json" },
      timeout: 10_000,
      success: (response: Response) => done(response.statusCode === 200 ? response.data : null),
      fail: () => done(null),
    });
  }

  private base(): string {
    return this.options!.url.replace(/\/+$/, "");
  }
}

/** `scene` of a 小程序码 arrives encoded. */
function decoded(value: string | undefined): string | undefined {
  try {
    return value === undefined ? undefined : decodeURIComponent(value);
  } catch {
    return value;
  }
}

function usable(ids: Ids): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const kind of Object.keys(ids)) {
    const value = ids[kind];
    if (value != null && value !== "") kept[kind] = String(value);
  }
  return kept;
}

function warn(message: string): void {
  console.warn(`[huayuan] ${message}`);
}
