import { runtime } from "./wx";

const PREFIX = "hy_";

/** Small values that outlive the mini program: wx storage, else memory. Nothing here throws. */
export class Keep {
  private readonly memory = new Map<string, string>();

  get(name: string): string | null {
    try {
      const value = runtime().getStorageSync(PREFIX + name);
      if (typeof value === "string" && value) return value;
    } catch {
      // Storage is broken: what this run wrote is in memory.
    }
    return this.memory.get(name) ?? null;
  }

  set(name: string, value: string): void {
    try {
      runtime().setStorageSync(PREFIX + name, value);
      this.memory.delete(name);
    } catch {
      this.memory.set(name, value);
    }
  }

  remove(name: string): void {
    this.memory.delete(name);
    try {
      runtime().removeStorageSync(PREFIX + name);
    } catch {
      // There was nothing to remove.
    }
  }
}
