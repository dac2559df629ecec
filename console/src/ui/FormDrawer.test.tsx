import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { App, Form, Input } from "antd";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { Refusal } from "@/api/refusal";
import { startLanguage } from "@/i18n";
import { FormDrawer } from "./FormDrawer";

interface Values {
  login: string;
}

function show(onSubmit: (values: Values) => Promise<unknown>) {
  const onClose = vi.fn();
  render(
    <App>
      <FormDrawer<Values>
        open
        title="添加账号"
        initial={{ login: "chen" }}
        onSubmit={onSubmit}
        onClose={onClose}
        fields={{ "access.login_taken": "login" }}
      >
        <Form.Item name="login" label="登录名">
          <Input />
        </Form.Item>
      </FormDrawer>
    </App>,
  );
  return onClose;
}

const refusal = (code: string) =>
  new Refusal(code, 409, { zh: "这个登录名已有人用。", en: "taken" }, {}, "r-1");

beforeAll(() => startLanguage("zh"));

describe("a form in a drawer", () => {
  it("starts with what it was given, sends what was typed, and closes", async () => {
    const onSubmit = vi.fn(async () => undefined);
    const onClose = show(onSubmit);
    fireEvent.change(screen.getByLabelText(/登录名/), { target: { value: "lin" } });
    fireEvent.click(screen.getByRole("button", { name: /保\s?存/ }));
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(onSubmit).toHaveBeenCalledWith({ login: "lin" });
  });

  it("shows a refusal at the field it is about", async () => {
    const onClose = show(() => Promise.reject(refusal("access.login_taken")));
    fireEvent.click(screen.getByRole("button", { name: /保\s?存/ }));
    expect((await screen.findByText("这个登录名已有人用。")).closest(".ant-form-item")).toBeTruthy();
    expect(onClose).not.toHaveBeenCalled();
  });

  it("shows any other refusal on top, with the number to quote", async () => {
    show(() => Promise.reject(refusal("access.scope_too_wide")));
    fireEvent.click(screen.getByRole("button", { name: /保\s?存/ }));
    expect((await screen.findByRole("alert")).textContent).toContain("r-1");
  });

  it("asks before it throws typing away", async () => {
    const onClose = show(async () => undefined);
    fireEvent.change(screen.getByLabelText(/登录名/), { target: { value: "lin" } });
    fireEvent.click(screen.getByRole("button", { name: /取\s?消/ }));
    expect(await screen.findAllByText("放弃刚才的修改？")).toBeTruthy();
    expect(onClose).not.toHaveBeenCalled();
  });
});
