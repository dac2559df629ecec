import {
  MutationCache,
  QueryCache,
  QueryClient,
  QueryClientProvider,
  skipToken,
  useQuery,
} from "@tanstack/react-query";
import type { Locale } from "antd/es/locale";
import enGB from "antd/locale/en_GB";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { type ReactNode, useState } from "react";
import { Refusal } from "@/api/refusal";
import { useLanguage } from "@/i18n";
import { DEFAULT_TIMEZONE, TimezoneContext } from "@/i18n/timezone";
import { AppearanceProvider } from "@/ui/theme";
import type { Session } from "./model";
import { endSession, SESSION } from "./session";

const LOCALES: Record<"zh" | "en", Locale> = { zh: zhCN, en: enGB };

function makeClient(): QueryClient {
  const noticeEndedSession = (error: unknown) => {
    if (error instanceof Refusal && error.status === 401) endSession(client);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: noticeEndedSession }),
    mutationCache: new MutationCache({ onError: noticeEndedSession }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: true,
        // A refusal is an answer and asking again will not change it; only silence is worth a second try.
        retry: (failures, error) =>
          failures < 1 && !(error instanceof Refusal && error.status >= 400 && error.status < 500),
      },
    },
  });
  return client;
}

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeClient);
  const language = useLanguage();
  dayjs.locale(language === "zh" ? "zh-cn" : "en");
  return (
    <QueryClientProvider client={client}>
      <AppearanceProvider locale={LOCALES[language]}>
        <OrganizationTime>{children}</OrganizationTime>
      </AppearanceProvider>
    </QueryClientProvider>
  );
}

/** Listens to the session without asking for it, so that pages before the door ask nothing. */
function OrganizationTime({ children }: { children: ReactNode }) {
  const { data } = useQuery<Session | null>({ queryKey: SESSION, queryFn: skipToken });
  return (
    <TimezoneContext value={data?.organization.timezone ?? DEFAULT_TIMEZONE}>{children}</TimezoneContext>
  );
}
