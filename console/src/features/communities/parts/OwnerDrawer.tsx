import { App, Form } from "antd";
import { useLabel, useText } from "@/i18n";
import { useCorps } from "@/ui/corps";
import { FormDrawer } from "@/ui/FormDrawer";
import { StaffPicker } from "@/ui/StaffPicker";
import type { Group } from "../model";
import { useGiveOwner } from "../wecomQueries";

interface Props {
  /** Null: closed. All of one corp. */
  groups: Group[] | null;
  onClose: () => void;
  onDone?: () => void;
}

/** Gives groups another owner. What WeCom refuses is said group by group. */
export function OwnerDrawer({ groups, onClose, onDone }: Props) {
  const t = useText();
  const label = useLabel();
  const { modal, message } = App.useApp();
  const give = useGiveOwner();
  const account = groups?.[0]?.account;
  const corp = useCorps().data?.items.find((one) => one.account === account);
  const nameOf = (id: number) => groups?.find((group) => group.id === id)?.name || t("communities:unnamed");
  const save = async ({ owner }: { owner: number }) => {
    const { transferred, failed } = await give.mutateAsync({
      connection_id: corp?.id as number,
      group_ids: (groups ?? []).filter((group) => group.account === account).map((group) => group.id),
      owner_staff_id: owner,
    });
    if (transferred) void message.success(t("communities:give.done", { n: transferred }));
    if (failed.length) {
      modal.warning({
        title: t("communities:give.failed", { n: failed.length }),
        content: (
          <ul className="hy-give-failed">
            {failed.map((one) => (
              <li key={one.group_id}>
                <b>{nameOf(one.group_id)}</b> {label(one.reason as { zh: string; en: string })}
              </li>
            ))}
          </ul>
        ),
      });
    }
    onDone?.();
  };
  return (
    <FormDrawer<{ owner: number }>
      open={groups !== null}
      title={t("communities:give.title")}
      initial={{}}
      onSubmit={save}
      onClose={onClose}
      submitText={t("communities:give.submit", { n: groups?.length ?? 0 })}
      fields={{ "wecom.transfer_staff_wrong": "owner" }}
    >
      <p>{groups?.map((group) => group.name || t("communities:unnamed")).join(t("communities:comma"))}</p>
      <Form.Item
        name="owner"
        label={t("communities:give.owner")}
        extra={t("communities:give.hint")}
        rules={[{ required: true, message: t("communities:give.needed") }]}
      >
        <StaffPicker account={account} active />
      </Form.Item>
    </FormDrawer>
  );
}
