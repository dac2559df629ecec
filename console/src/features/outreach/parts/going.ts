import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { useAssets } from "@/ui/assets";
import { type Attachment, type AttachmentKind, cardsOf, firstIncomplete } from "@/ui/attachments";

/** Who may not upload anything has links left. */
export function useKindsAllowed(): (kinds: AttachmentKind[]) => AttachmentKind[] {
  const mayUpload = useMay()("live_codes.write");
  return (kinds) => (mayUpload ? kinds : kinds.filter((kind) => kind === "link"));
}

/** As the phone shows them, with the names of files for those who may see them. */
export function useCards(attachments: Attachment[]) {
  return cardsOf(attachments, useAssets(useMay()("live_codes.read")));
}

/** Nothing is sent of which something is missing. `pictured`: a link needs a picture of ours too. */
export function useAttachmentRules(pictured = false) {
  const t = useText();
  const check = (_: unknown, all: Attachment[] = []) => {
    const bare = pictured ? all.findIndex((one) => one.kind === "link" && !one.asset_id) + 1 : 0;
    const n = firstIncomplete(all) ?? bare;
    return n ? Promise.reject(new Error(t("ui:attachments.incomplete", { n }))) : Promise.resolve();
  };
  return [{ validator: check }];
}
