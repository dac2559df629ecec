/** Small values that outlive a page: localStorage, else a first-party cookie, else memory. Nothing here throws. */

const PREFIX = "hy_";
const YEAR_SECONDS = 31_536_000;

export interface Keep {
  get(name: string): string | null;
  set(name: string, value: string): void;
  remove(name: string): void;
  names(): string[];
}

/** Values that fit a cookie and must survive where localStorage is refused. The queue is never put into a cookie. */
const COOKIES = new Set(["id", "session", "off"]);
/** Kept in both places, because browsers clear one and leave the other: who it is, and what was refused. */
const TWICE = new Set(["id", "off"]);

export function browserKeep(cookieDomain?: string): Keep {
  const memory = new Map<string, string>();
  const local = localStorageIfUsable();
  const attributes = `;path=/;SameSite=Lax${cookieDomain ? `;domain=${cookieDomain}` : ""}${location.protocol === "https:" ? ";Secure" : ""}`;

  const writeCookie = (name: string, value: string, seconds: number): void => {
    document.cookie = `${PREFIX}${name}=${encodeURIComponent(value)};max-age=${seconds}${attributes}`;
  };
  return {
    get(name) {
      return local?.getItem(PREFIX + name) ?? memory.get(name) ?? (COOKIES.has(name) ? readCookie(PREFIX + name) : null);
    },
    set(name, value) {
      if (COOKIES.has(name) && (!local || TWICE.has(name))) writeCookie(name, value, YEAR_SECONDS);
      try {
        if (!local) throw 0;
        local.setItem(PREFIX + name, value);
      } catch {
        memory.set(name, value);
      }
    },
    remove(name) {
      local?.removeItem(PREFIX + name);
      memory.delete(name);
      if (COOKIES.has(name)) writeCookie(name, "", 0);
    },
    names() {
      const stored = local ? Object.keys(local).filter((key) => key.startsWith(PREFIX)) : [];
      return stored.map((key) => key.slice(PREFIX.length)).concat([...memory.keys()]);
    },
  };
}

function localStorageIfUsable(): Storage | null {
  try {
    const local = window.localStorage;
    local.setItem(`${PREFIX}probe`, "1");
    local.removeItem(`${PREFIX}probe`);
    return local;
  } catch {
    return null;
  }
}

function readCookie(name: string): string | null {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
  try {
    return decodeURIComponent(found?.slice(name.length + 1) ?? "") || null;
  } catch {
    return null;
  }
}
