import { App, Button, Input } from "antd";
import { useRef, useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { useNow } from "@/ui/now";
import { When } from "@/ui/When";
import { bytesOf, type Conversation, MOST_BYTES, newKey, silence } from "../model";
import { useReply } from "../queries";
import "./chat.css";

/** Where one answers, or why one cannot now. */
export function Composer({ one }: { one: Conversation }) {
  const t = useText();
  const may = useMay()("messages.write");
  const why = silence(one, useNow());
  if (!may) return <Shut text={t("conversations:reply.mayNot")} />;
  if (why) {
    return (
      <Shut
        text={t(`conversations:silence.${why}`, {
          name: one.servicer_name ?? t("conversations:chat.servicer"),
        })}
      />
    );
  }
  return <Reply one={one} />;
}

function Shut({ text }: { text: string }) {
  return (
    <div className="hy-composer">
      <p className="hy-composer-shut">{text}</p>
    </div>
  );
}

function Reply({ one }: { one: Conversation }) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const reply = useReply(one.id);
  const [text, setText] = useState("");
  // The same words sent again after a lost answer are the same message.
  const key = useRef(newKey());
  const size = bytesOf(text);
  const ready = text.trim() !== "" && size <= MOST_BYTES && !reply.isPending;
  const send = async () => {
    if (!ready) return;
    try {
      await reply.mutateAsync({ text, key: key.current });
      key.current = newKey();
      setText("");
    } catch (error) {
      message.error(asRefusal(error).text(language));
    }
  };
  return (
    <div className="hy-composer">
      <Input.TextArea
        aria-label={t("conversations:reply.label")}
        placeholder={t("conversations:reply.placeholder")}
        autoSize={{ minRows: 2, maxRows: 6 }}
        value={text}
        status={size > MOST_BYTES ? "error" : undefined}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send();
        }}
      />
      <div className="hy-composer-foot">
        <span className="hy-quiet">
          {size > MOST_BYTES ? (
            t("conversations:reply.tooLong", { n: size - MOST_BYTES })
          ) : (
            <>
              {t("conversations:reply.left", { n: one.messages_left })}{" "}
              <When at={one.answerable_until} exact />
            </>
          )}
        </span>
        <Button type="primary" loading={reply.isPending} disabled={!ready} onClick={() => void send()}>
          {t("conversations:reply.send")}
        </Button>
      </div>
    </div>
  );
}
