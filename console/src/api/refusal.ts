import type { Bilingual, Language } from "@/i18n";

/** Every way a request can fail, in one shape: what the server refused, or what kept us from hearing it. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly code: string,
    readonly status: number,
    readonly sentence: Bilingual,
    readonly data: Record<string, unknown> = {},
    readonly requestId: string | null = null,
  ) {
    super(`${code}: ${sentence.en}`);
  }

  text(language: Language): string {
    return this.sentence[language] || this.sentence.en || this.code;
  }
}

const UNREACHABLE: Bilingual = {
  zh: "连不上服务器：可能是网络断开，或服务正在重启。请检查网络，稍后重试。",
  en: "The server cannot be reached: the network may be down or the service restarting. Check the network and try again.",
};
const UNREADABLE: Bilingual = {
  zh: "服务器没能完成这次请求，它的回答也无法识别。请重试；若一再发生，请把下方的编号告诉管理员。",
  en: "The server could not complete this request and its answer could not be read. Try again; if it keeps happening, give the code below to your administrator.",
};
const INVALID: Bilingual = {
  zh: "提交的内容没有通过检查：有的字段缺失或格式不对。请按提示修改后再提交。",
  en: "What was sent did not pass the check: a field is missing or has the wrong form. Correct it and send again.",
};

export function unreachable(): Refusal {
  return new Refusal("network.unreachable", 0, UNREACHABLE);
}

interface ErrorBody {
  error?: { code?: string; message?: Bilingual; data?: Record<string, unknown>; request_id?: string };
  detail?: unknown;
}

export async function refusalFrom(response: Response): Promise<Refusal> {
  const requestId = response.headers.get("x-request-id");
  let body: ErrorBody = {};
  try {
    body = (await response.clone().json()) as ErrorBody;
  } catch {
    // Not JSON: a proxy's page, or a crash before the error handler.
  }
  const error = body.error;
  if (error?.message) {
    return new Refusal(
      error.code ?? `http.${response.status}`,
      response.status,
      error.message,
      error.data ?? {},
      error.request_id ?? requestId,
    );
  }
  const sentence = response.status === 422 ? INVALID : UNREADABLE;
  return new Refusal(
    `http.${response.status}`,
    response.status,
    sentence,
    { detail: body.detail },
    requestId,
  );
}

export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof TypeError) return unreachable();
  return new Refusal("console.unexpected", 0, {
    zh: `页面出了意外：${String((error as Error)?.message ?? error)}。请刷新页面；若一再发生，请把这句话告诉管理员。`,
    en: `This page met something unexpected: ${String((error as Error)?.message ?? error)}. Reload it; if it keeps happening, tell your administrator.`,
  });
}
