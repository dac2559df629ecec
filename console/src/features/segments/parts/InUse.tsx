import { Button, Modal } from "antd";
import type { Refusal } from "@/api/refusal";
import { useText } from "@/i18n";
import type { Place } from "../model";
import { Places } from "./UsedByCard";

/** The places that still use it, each leading there. */
export function InUse({ refusal, onClose }: { refusal: Refusal; onClose: () => void }) {
  const t = useText();
  const places = (refusal.data.places ?? []) as Place[];
  return (
    <Modal
      open
      title={t("segments:remove.refused", { n: places.length })}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("ui:close")}
        </Button>
      }
    >
      <p>{t("segments:remove.refusedWhy")}</p>
      <Places places={places} />
    </Modal>
  );
}
