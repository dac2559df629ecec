import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useText } from "@/i18n";
import "./copy-block.css";

/** Text to take away as it is: a secret, an address, a piece of code. */
export function CopyBlock({ label, text }: { label: string; text: string }) {
  const t = useText();
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 2_000);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <div className="hy-copy">
      <div>
        <span>{label}</span>
        <Button
          size="small"
          type="text"
          icon={done ? <CheckOutlined /> : <CopyOutlined />}
          onClick={() => void navigator.clipboard?.writeText(text).then(() => setDone(true))}
        >
          {t(done ? "ui:copied" : "ui:copy")}
        </Button>
      </div>
      <pre className="hy-sample">{text}</pre>
    </div>
  );
}
