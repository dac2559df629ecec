import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { FailureState } from "@/ui/FailureState";
import { FormDrawer } from "@/ui/FormDrawer";
import { Page } from "@/ui/Page";
import { TableSkeleton } from "@/ui/Skeletons";
import { PermissionMatrix } from "../parts/PermissionMatrix";
import { SettingsTabs } from "../parts/SettingsTabs";
import { useAddRole, usePermissions, useRoles } from "../queries";

export default function Roles() {
  const t = useText();
  const roles = useRoles();
  const permissions = usePermissions();
  const addRole = useAddRole();
  const mayWrite = useMay()("roles.write");
  const [adding, setAdding] = useState(false);
  const failed = roles.error ?? permissions.error;
  return (
    <Page
      title={t("settings:roles.title")}
      purpose={t("settings:roles.purpose")}
      action={
        mayWrite && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t("settings:roles.add")}
          </Button>
        )
      }
      bar={<SettingsTabs />}
    >
      {failed && (
        <FailureState error={failed} onRetry={() => Promise.all([roles.refetch(), permissions.refetch()])} />
      )}
      {!failed && !(roles.data && permissions.data) && <TableSkeleton />}
      {roles.data && permissions.data && (
        <PermissionMatrix roles={roles.data.items} permissions={permissions.data.items} mayWrite={mayWrite} />
      )}
      <FormDrawer<{ name: string }>
        open={adding}
        title={t("settings:roles.add")}
        initial={{}}
        width={400}
        onSubmit={({ name }) => addRole.mutateAsync({ name, permissions: [] })}
        onClose={() => setAdding(false)}
        savedText={t("settings:roles.added")}
      >
        <Form.Item
          name="name"
          label={t("settings:roles.name")}
          extra={t("settings:roles.addHint")}
          rules={[{ required: true, whitespace: true, message: t("settings:needed") }]}
        >
          <Input maxLength={40} autoFocus />
        </Form.Item>
      </FormDrawer>
    </Page>
  );
}
