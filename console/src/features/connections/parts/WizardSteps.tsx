import { CheckOutlined } from "@ant-design/icons";
import { useText } from "@/i18n";
import { useIsPhone } from "@/ui/useIsPhone";

/** Where one is. On a phone as a sentence with a bar. */
export function WizardSteps({ steps, at }: { steps: readonly string[]; at: number }) {
  const t = useText();
  const isPhone = useIsPhone();
  if (isPhone) {
    return (
      <div className="hy-wizard-bar">
        <span>{t("connections:wizard.step", { n: at + 1, all: steps.length })}</span>
        <i aria-hidden style={{ width: `${((at + 1) / steps.length) * 100}%` }} />
      </div>
    );
  }
  return (
    <ol className="hy-wizard-steps">
      {steps.map((step, index) => (
        <li key={step} data-done={index < at} aria-current={index === at ? "step" : undefined}>
          <span>{index < at ? <CheckOutlined /> : index + 1}</span>
          {t(`connections:wizard.${step}`)}
        </li>
      ))}
    </ol>
  );
}
