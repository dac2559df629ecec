import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import type { Period } from "@/ui/PeriodPicker";
import type { RuleIn } from "./model";

export function useStaffFigures({ from, to }: Period, staff: number | undefined) {
  return useQuery({
    queryKey: ["staff-figures", from, to, staff],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/wecom/staff-figures", { params: { query: { from, to, staff } }, signal })),
  });
}

/** Has WeCom asked for what it counted, of staff and of groups. */
export const useReadFigures = () =>
  useMutation({ mutationFn: () => answer(client.POST("/api/wecom/staff-figures/read")) });

const ofCorp = (connection_id: number) => ({ query: { connection_id } });

export const useRules = (corp: number) =>
  useQuery({
    queryKey: ["word-rules", corp],
    queryFn: ({ signal }) => answer(client.GET("/api/wecom/word-rules", { params: ofCorp(corp), signal })),
  });

export const useRule = (corp: number, rule_id: string | null) =>
  useQuery({
    queryKey: ["word-rules", corp, rule_id],
    enabled: rule_id !== null,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/wecom/word-rules/{rule_id}", {
          params: { path: { rule_id: rule_id as string }, ...ofCorp(corp) },
          signal,
        }),
      ),
  });

function useRuleWrite<Input, Output>(write: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["word-rules"] }),
  });
}

export const useSaveRule = () =>
  useRuleWrite(({ id, body }: { id: string | null; body: RuleIn }) =>
    id === null
      ? answer(client.POST("/api/wecom/word-rules", { body }))
      : answer(client.PUT("/api/wecom/word-rules/{rule_id}", { params: { path: { rule_id: id } }, body })),
  );

export const useDropRule = () =>
  useRuleWrite(({ corp, id }: { corp: number; id: string }) =>
    client.DELETE("/api/wecom/word-rules/{rule_id}", {
      params: { path: { rule_id: id }, ...ofCorp(corp) },
    }),
  );
