/** Watches which page is in front of the visitor, by wrapping what `Page` and `Component` are called with. */

type Definition = Record<string, unknown>;
type Method = (this: Shown, ...args: unknown[]) => unknown;

/** A page as the runtime shows it: `route` is its path without a leading slash. */
interface Shown {
  route?: string;
}

export interface PageListener {
  viewed(page: { path: string; referrer: string }): unknown;
  /** The visible time since the page was last shown; a page that is hidden twice is reported twice. */
  left(page: { path: string; duration_ms: number }): unknown;
  /** `to`: friend or timeline. Answers what the shared path carries besides its own query. */
  shared(page: { path: string; to: string }): string;
}

declare let Page: (definition: Definition) => unknown;
declare let Component: (definition: Definition) => unknown;

export class Pages {
  private path = "";
  private last = "";
  private shownAt = 0;

  constructor(private readonly listener: PageListener) {}

  /** From now on every page that is defined is watched; pages defined before are not. */
  watch(): void {
    const page = Page;
    Page = (definition) => page(this.wrapped(definition));
    if (typeof Component === "undefined") return;
    const component = Component;
    // A page that is made with Component has its life in `methods`.
    Component = (definition) => {
      const methods = definition.methods as Definition | undefined;
      const isPage = methods && (typeof methods.onLoad === "function" || typeof methods.onShow === "function");
      return component(isPage ? { ...definition, methods: this.wrapped(methods) } : definition);
    };
  }

  /** Reports a page by hand, for programs that switched the automatic one off. */
  view(path: string): void {
    this.leave();
    this.path = path;
    this.shownAt = Date.now();
    this.listener.viewed({ path, referrer: this.last });
    this.last = path;
  }

  /** The page is hidden: by another page, or with the whole program. */
  leave(): void {
    if (!this.path || !this.shownAt) return;
    const duration_ms = Math.max(0, Date.now() - this.shownAt);
    this.shownAt = 0;
    this.listener.left({ path: this.path, duration_ms });
  }

  private wrapped(definition: Definition): Definition {
    const watched: Definition = { ...definition };
    this.before(watched, "onShow", (page) => this.view(page.route ?? ""));
    this.before(watched, "onHide", () => this.leave());
    this.before(watched, "onUnload", () => this.leave());
    this.share(watched, "onShareAppMessage", "friend", "path");
    this.share(watched, "onShareTimeline", "timeline", "query");
    return watched;
  }

  private before(definition: Definition, name: string, watch: (page: Shown) => void): void {
    const original = definition[name] as Method | undefined;
    definition[name] = function (this: Shown, ...args: unknown[]) {
      quietly(() => watch(this));
      return original?.apply(this, args);
    };
  }

  /** Only pages that can be shared: defining the method is what puts the button into WeChat's menu. */
  private share(definition: Definition, name: string, to: string, target: "path" | "query"): void {
    const original = definition[name] as Method | undefined;
    if (typeof original !== "function") return;
    const listener = this.listener;
    definition[name] = function (this: Shown, ...args: unknown[]) {
      const given = (original.apply(this, args) ?? {}) as Record<string, unknown>;
      let more = "";
      quietly(() => (more = listener.shared({ path: this.route ?? "", to })));
      if (!more || (given.promise && typeof given.promise === "object")) return given;
      const known = typeof given[target] === "string" ? (given[target] as string) : target === "path" ? (this.route ?? "") : "";
      return { ...given, [target]: target === "query" ? join(known, more) : addQuery(known, more) };
    };
  }
}

function addQuery(path: string, more: string): string {
  return path + (path.includes("?") ? "&" : "?") + more;
}

function join(query: string, more: string): string {
  return query ? `${query}&${more}` : more;
}

/** The program must not fail because it is watched. */
function quietly(work: () => unknown): void {
  try {
    work();
  } catch (reason) {
    console.warn(`[huayuan] ${reason}`);
  }
}
