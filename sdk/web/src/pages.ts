/** Watches which page is in front of the visitor, through full loads and through history changes of one-page apps. */

export interface PageListener {
  viewed(page: { path: string; title: string; referrer: string }): unknown;
  /** The visible time since the page was last shown; a page that is hidden twice is reported twice. */
  left(page: { path: string; title: string; duration_ms: number }): unknown;
  /** The page may not come back: `closing` is true when it is being unloaded. */
  away(closing: boolean): unknown;
}

export class Pages {
  private path = "";
  private title = "";
  private address = "";
  private shownAt = 0;
  /** Unloading fires pagehide and then visibilitychange: the second has nothing more to tell. */
  private closed = false;
  private pending: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly listener: PageListener,
    private readonly automatic: boolean,
  ) {}

  watch(): void {
    if (this.automatic) {
      this.viewWhenReady();
      this.watchHistory();
    }
    addEventListener("pagehide", () => this.hide(true));
    addEventListener("pageshow", (event) => {
      this.closed = false;
      if (event.persisted && this.automatic) this.view();
    });
    document.addEventListener("visibilitychange", () => {
      if (this.closed) return;
      if (document.visibilityState === "hidden") this.hide(false);
      else if (this.path && !this.shownAt) this.shownAt = Date.now();
    });
  }

  /** Reports the page as it is now; ends the page before it. */
  view(): void {
    clearTimeout(this.pending);
    const referrer = this.address || withoutQuery(document.referrer);
    this.leave();
    this.path = currentPath();
    this.title = document.title;
    this.address = withoutQuery(location.href);
    this.shownAt = document.visibilityState === "hidden" ? 0 : Date.now();
    this.listener.viewed({ path: this.path, title: this.title, referrer });
  }

  /** Forgets the page, so that the time before now is reported by nobody. */
  forget(): void {
    this.path = this.address = "";
    this.shownAt = 0;
  }

  /** Waits for the title of a page that is still loading, and for the visitor of one that the browser prepared ahead. */
  private viewWhenReady(): void {
    const first = (): void => {
      if (!this.path) this.view();
    };
    if ((document as Document & { prerendering?: boolean }).prerendering) {
      document.addEventListener("prerenderingchange", first, { once: true });
    } else if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", first, { once: true });
    } else first();
  }

  private hide(closing: boolean): void {
    this.closed = closing;
    this.leave();
    this.listener.away(closing);
  }

  private leave(): void {
    if (!this.path || !this.shownAt) return;
    const duration_ms = Math.max(0, Date.now() - this.shownAt);
    this.shownAt = 0;
    this.listener.left({ path: this.path, title: this.title, duration_ms });
  }

  private watchHistory(): void {
    const moved = (): void => {
      if (currentPath() === this.path) return;
      clearTimeout(this.pending);
      // One-page apps set the title after the address: look a moment later.
      this.pending = setTimeout(() => currentPath() !== this.path && this.view(), 50);
    };
    for (const name of ["pushState", "replaceState"] as const) {
      const original = history[name];
      history[name] = function (this: History, ...args: Parameters<History["pushState"]>) {
        original.apply(this, args);
        moved();
      };
    }
    addEventListener("popstate", moved);
    addEventListener("hashchange", moved);
  }
}

/** The path, with the hash only where it is a route (`#/cart`). The query is left out: it may hold personal data. */
function currentPath(): string {
  return location.pathname + (/^#!?\//.test(location.hash) ? withoutQuery(location.hash) : "");
}

function withoutQuery(address: string): string {
  const cut = address.indexOf("?");
  return cut < 0 ? address : address.slice(0, cut);
}
