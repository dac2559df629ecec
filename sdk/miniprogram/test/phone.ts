import { vi } from "vitest";
import type { EnterOptions, Response, Wx } from "../src/wx";

type Definition = Record<string, unknown>;

/** A phone with WeChat on it: storage, network and what the runtime calls. */
export class Phone {
  readonly storage = new Map<string, unknown>();
  readonly sent: { url: string; body: { events?: Sent[] } & Record<string, unknown> }[] = [];
  readonly pages = new Map<string, Definition>();
  readonly components: Definition[] = [];
  /** What the network answers next; null = no network. */
  answer: (url: string) => Response | null = () => ({ statusCode: 200, data: { rejected: [] }, header: {} });
  enter: EnterOptions = { path: "pages/index/index", scene: 1001, query: {} };
  loginCode: string | undefined = "code-1";
  brokenStorage = false;
  private show: ((options: EnterOptions) => void)[] = [];
  private hide: (() => void)[] = [];
  private network: ((status: { isConnected: boolean }) => void)[] = [];

  constructor() {
    const phone = this;
    const guard = (): void => {
      if (phone.brokenStorage) throw new Error("storage");
    };
    const wx: Wx = {
      getStorageSync: (key) => (guard(), phone.storage.get(key) ?? ""),
      setStorageSync: (key, value) => (guard(), void phone.storage.set(key, value)),
      removeStorageSync: (key) => (guard(), void phone.storage.delete(key)),
      request: (call) => {
        const answer = phone.answer(call.url);
        setTimeout(() => {
          if (!answer) return call.fail(new Error("offline"));
          phone.sent.push({ url: call.url, body: JSON.parse(call.data) });
          call.success(answer);
        }, 5);
      },
      login: (call) => (phone.loginCode ? call.success({ code: phone.loginCode }) : call.fail(new Error("no"))),
      getEnterOptionsSync: () => phone.enter,
      onAppShow: (listener) => void phone.show.push(listener),
      onAppHide: (listener) => void phone.hide.push(listener),
      onNetworkStatusChange: (listener) => void phone.network.push(listener),
    };
    vi.stubGlobal("wx", wx);
    vi.stubGlobal("Page", (definition: Definition) => void phone.pages.set(String(definition.route), definition));
    vi.stubGlobal("Component", (definition: Definition) => void phone.components.push(definition));
  }

  get events(): Sent[] {
    return this.sent.flatMap((one) => one.body.events ?? []);
  }

  names(): string[] {
    return this.events.map((one) => one.event);
  }

  comeBack(options: EnterOptions = this.enter): void {
    for (const listener of this.show) listener(options);
  }

  goAway(): void {
    for (const listener of this.hide) listener();
  }

  connected(): void {
    for (const listener of this.network) listener({ isConnected: true });
  }

  /** Calls a method of a defined page as the runtime does. */
  call(route: string, method: string, ...args: unknown[]): unknown {
    const definition = this.pages.get(route)!;
    return (definition[method] as (...args: unknown[]) => unknown).apply({ ...definition, route }, args);
  }
}

export interface Sent {
  event_id: string;
  event: string;
  time: string;
  ids: Record<string, string>;
  properties: Record<string, unknown>;
  account?: string;
  session_id: string;
}
