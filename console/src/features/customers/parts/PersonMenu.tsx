import { EllipsisOutlined } from "@ant-design/icons";
import { Alert, App, Button, Checkbox, Dropdown, Input, Modal } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import type { CustomerDetail } from "../model";
import { useErasePerson, useExportPerson } from "../queries";

type Right = "export" | "erase";

/** Joining with another record, and a customer's rights over their data; those take a reason and are audited. */
export function PersonMenu({ person }: { person: CustomerDetail }) {
  const t = useText();
  const may = useMay();
  const [right, setRight] = useState<Right | null>(null);
  const navigate = useNavigate();
  const rights = may("compliance.write");
  const merging = may("identity.write");
  if (!rights && !merging) return null;
  return (
    <>
      <Dropdown
        trigger={["click"]}
        placement="bottomRight"
        menu={{
          items: [
            ...(merging ? [{ key: "merge", label: t("customers:merge.open") }] : []),
            ...(rights
              ? [
                  { key: "export", label: t("customers:rights.export") },
                  { key: "erase", label: t("customers:rights.erase"), danger: true },
                ]
              : []),
          ],
          onClick: ({ key }) =>
            key === "merge" ? void navigate(`/customers/${person.id}/merge`) : setRight(key as Right),
        }}
      >
        <Button className="hy-person-menu" icon={<EllipsisOutlined />} aria-label={t("ui:more")} />
      </Dropdown>
      {right && <RightDialog right={right} person={person} onClose={() => setRight(null)} />}
    </>
  );
}

const LEAST_REASON = 2;
const REASON = "person-right-reason";

function RightDialog({
  right,
  person,
  onClose,
}: {
  right: Right;
  person: CustomerDetail;
  onClose: () => void;
}) {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const exporting = useExportPerson(person.id);
  const { erase: erasing, forget } = useErasePerson(person.id);
  const [reason, setReason] = useState("");
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const erase = right === "erase";

  const go = async () => {
    setProblem(null);
    try {
      if (erase) {
        await erasing.mutateAsync(reason.trim());
        void message.success(t("customers:rights.erased"));
        await navigate("/customers", { replace: true });
        forget();
      } else {
        saveFile(await exporting.mutateAsync(reason.trim()), `customer-${person.id}.json`);
        void message.success(t("customers:rights.exported"));
        onClose();
      }
    } catch (error) {
      setProblem(asRefusal(error).text(language));
    }
  };
  return (
    <Modal
      open
      title={t(`customers:rights.title.${right}`)}
      onCancel={onClose}
      onOk={() => void go()}
      okText={t(`customers:rights.run.${right}`)}
      cancelText={t("ui:cancel")}
      okButtonProps={{ danger: erase, disabled: reason.trim().length < LEAST_REASON || (erase && !sure) }}
      confirmLoading={exporting.isPending || erasing.isPending}
    >
      <div className="hy-stack">
        <span>{t(`customers:rights.what.${right}`)}</span>
        {problem && <Alert type="error" showIcon title={problem} />}
        <label htmlFor={REASON}>
          {t("customers:rights.reason")}
          <Input.TextArea
            id={REASON}
            autoFocus
            rows={2}
            maxLength={200}
            placeholder={t("customers:rights.reasonExample")}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        {erase && (
          <Checkbox checked={sure} onChange={(event) => setSure(event.target.checked)}>
            {t("customers:rights.sure", { id: person.id })}
          </Checkbox>
        )}
      </div>
    </Modal>
  );
}

function saveFile(content: unknown, name: string): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
