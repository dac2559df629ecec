/**
 * Puts `huayuan` on the window. A page that loads this file with `async` may call before it is there:
 *
 *   window.huayuan = window.huayuan || []; huayuan.push(["init", { key, url }]);
 */
import { type Options, type Properties, Tracker } from "./tracker";

type Call = [method: string, ...args: unknown[]];

const tracker = new Tracker();

const api = {
  init: (options: Options) => tracker.init(options),
  track: (event: string, properties?: Properties) => tracker.track(event, properties),
  identify: (ids: Parameters<Tracker["identify"]>[0], event?: string, properties?: Properties) =>
    tracker.identify(ids, event, properties),
  page: () => tracker.page(),
  consent: (given: boolean) => tracker.consent(given),
  reset: () => tracker.reset(),
  anonymousId: () => tracker.anonymousId(),
  push: (call: Call) => {
    const method = (api as unknown as Record<string, (...args: unknown[]) => unknown>)[call[0]];
    method?.(...call.slice(1));
  },
};

const host = window as unknown as { huayuan?: typeof api | Call[] };
const early = host.huayuan;
// Loaded twice, the first one stays: two trackers would count everything twice.
if (!early || Array.isArray(early)) {
  host.huayuan = api;
  if (early) early.forEach(api.push);
}
