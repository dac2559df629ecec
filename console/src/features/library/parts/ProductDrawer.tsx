import { Form, Input, InputNumber } from "antd";
import { useText } from "@/i18n";
import { AttachmentsField } from "@/ui/AttachmentsField";
import { type Attachment, firstIncomplete } from "@/ui/attachments";
import type { Corp } from "@/ui/corps";
import { FormDrawer } from "@/ui/FormDrawer";
import { MOST_PICTURES, type Product, type ProductValues, productSent, productValues } from "../model";
import { useSaveProduct } from "../queries";

interface Props {
  open: boolean;
  corp: Corp;
  /** Null: a new one. */
  product: Product | null;
  onClose: () => void;
}

const DEAREST_YUAN = 50_000;

export function ProductDrawer({ open, corp, product, onClose }: Props) {
  const t = useText();
  const save = useSaveProduct();
  const needed = { required: true, message: t("library:products.needed") };
  const pictured = (_: unknown, all: Attachment[] = []) => {
    if (!all.length && !product) return Promise.reject(new Error(t("library:products.pictureNeeded")));
    return firstIncomplete(all)
      ? Promise.reject(new Error(t("library:products.pictureMissing")))
      : Promise.resolve();
  };
  return (
    <FormDrawer<ProductValues>
      open={open}
      title={product ? t("library:products.change") : t("library:products.add")}
      initial={product ? productValues(product) : { number: "", pictures: [] }}
      onSubmit={(values) => save.mutateAsync({ id: product?.id ?? null, body: productSent(values, corp.id) })}
      onClose={onClose}
      savedText={t("library:products.saved")}
    >
      <Form.Item name="description" label={t("library:products.description")} rules={[needed]}>
        <Input.TextArea
          rows={3}
          maxLength={300}
          showCount
          placeholder={t("library:products.descriptionExample")}
        />
      </Form.Item>
      <Form.Item name="yuan" label={t("library:products.price")} rules={[needed]}>
        <InputNumber min={0} max={DEAREST_YUAN} precision={2} prefix="¥" style={{ width: 180 }} />
      </Form.Item>
      <Form.Item
        name="number"
        label={t("library:products.number")}
        rules={[{ pattern: /^[0-9A-Za-z]*$/, message: t("library:products.numberHint") }]}
        extra={t("library:products.numberHint")}
      >
        <Input maxLength={128} />
      </Form.Item>
      <Form.Item
        name="pictures"
        required={!product}
        label={t("library:products.pictures")}
        extra={t(product ? "library:products.picturesStay" : "library:products.picturesHint", {
          n: product?.pictures ?? MOST_PICTURES,
        })}
        rules={[{ validator: pictured }]}
      >
        <AttachmentsField kinds={["image"]} most={MOST_PICTURES} />
      </Form.Item>
    </FormDrawer>
  );
}
