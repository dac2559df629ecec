import { fireEvent, render, screen, within } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { AttachmentsField } from "./AttachmentsField";
import type { Attachment } from "./attachments";

const ends: ((id: number) => void)[] = [];
vi.mock("./AssetUpload", () => ({
  AssetUpload: ({ onChange }: { onChange: (id: number) => void }) => (
    <button type="button" onClick={() => ends.push(onChange)}>
      upload
    </button>
  ),
}));

let kept: Attachment[] = [];
function Form() {
  const [all, setAll] = useState<Attachment[]>([{ kind: "link" }, { kind: "image" }]);
  kept = all;
  return <AttachmentsField value={all} onChange={setAll} />;
}

it("keeps what is typed and taken away while an upload runs", () => {
  render(<Form />);
  const [link] = screen.getAllByRole("group");
  fireEvent.click(screen.getByText("upload"));
  fireEvent.change(within(link as HTMLElement).getAllByRole("textbox")[0] as HTMLElement, {
    target: { value: "会员中心" },
  });
  ends[0]?.(7);
  expect(kept.length).toBe(2);
  expect(kept[0]).toEqual({ kind: "link", title: "会员中心" });
});
