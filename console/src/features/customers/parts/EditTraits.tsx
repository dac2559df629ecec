import { Button, Form } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useLabel, useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import type { CustomerDetail } from "../model";
import { useSetTraits } from "../queries";
import { editable, formValue, sentValue, type TraitDefinition } from "../traits";
import { TraitInput } from "./TraitInput";
import { useTraits } from "./useTraits";

type Values = Record<string, unknown>;

/** What a person states about the customer; only what was changed is sent. */
export function EditTraits({ person }: { person: CustomerDetail }) {
  const t = useText();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const traits = editable(useTraits(open));
  if (!may("customers.write")) return null;
  return (
    <>
      <Button type="text" size="small" onClick={() => setOpen(true)}>
        {t("customers:traits.edit")}
      </Button>
      {open && traits.length > 0 && (
        <TraitForm person={person} traits={traits} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

interface FormProps {
  person: CustomerDetail;
  traits: TraitDefinition[];
  onClose: () => void;
}

function TraitForm({ person, traits, onClose }: FormProps) {
  const t = useText();
  const label = useLabel();
  const [form] = Form.useForm<Values>();
  const save = useSetTraits(person.id);
  const known = new Map(person.traits.map((trait) => [trait.key, trait.value]));
  const initial = Object.fromEntries(traits.map(({ key, kind }) => [key, formValue(known.get(key), kind)]));
  const submit = (values: Values) => {
    const changed = traits.filter(
      ({ key }) => JSON.stringify(values[key] ?? null) !== JSON.stringify(initial[key] ?? null),
    );
    return save.mutateAsync(
      Object.fromEntries(changed.map(({ key, kind }) => [key, sentValue(values[key], kind)])),
    );
  };
  return (
    <FormDrawer<Values>
      form={form}
      open
      title={t("customers:traits.editTitle")}
      initial={initial}
      onSubmit={submit}
      onClose={onClose}
      savedText={t("customers:traits.saved")}
    >
      {traits.map((trait) => (
        <Form.Item key={trait.key} name={trait.key} label={label(trait.label) || trait.key}>
          <TraitInput trait={trait} />
        </Form.Item>
      ))}
    </FormDrawer>
  );
}
