/** The part of WeChat's runtime that the tracker uses. Nothing else of a browser is there: no window, fetch, Blob or URL. */

export interface EnterOptions {
  path?: string;
  query?: Record<string, string | undefined>;
  scene?: number;
  referrerInfo?: { appId?: string };
}

export interface Response {
  statusCode: number;
  data: unknown;
  header?: Record<string, string>;
}

export interface Wx {
  getStorageSync(key: string): unknown;
  setStorageSync(key: string, value: unknown): void;
  removeStorageSync(key: string): void;
  request(call: {
    url: string;
    method: "POST";
    data: string;
    header: Record<string, string>;
    timeout: number;
    success(response: Response): void;
    fail(problem: unknown): void;
  }): unknown;
  login(call: { success(result: { code?: string }): void; fail(problem: unknown): void }): void;
  getEnterOptionsSync?(): EnterOptions;
  getLaunchOptionsSync?(): EnterOptions;
  onAppShow?(listener: (options: EnterOptions) => void): void;
  onAppHide?(listener: () => void): void;
  onNetworkStatusChange?(listener: (status: { isConnected: boolean }) => void): void;
}

declare const wx: Wx;

export const runtime = (): Wx => wx;
