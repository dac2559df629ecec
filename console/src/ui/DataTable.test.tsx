import { fireEvent, render, screen } from "@testing-library/react";
import { createMemoryRouter, RouterProvider } from "react-router";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startLanguage } from "@/i18n";
import { type Column, DataTable } from "./DataTable";
import { useListState } from "./listState";

interface Row {
  id: number;
  name: string;
  orders: number;
}
const rows: Row[] = [
  { id: 1, name: "王芳", orders: 3 },
  { id: 2, name: "李娜", orders: 5 },
];
const columns: Column<Row>[] = [
  { key: "name", title: "客户", always: true, render: (row) => row.name },
  { key: "orders", title: "订单数", number: true, sort: true, render: (row) => row.orders },
  { key: "city", title: "城市", hidden: true, render: () => "—" },
];
const answered = { error: null, isPending: false, isFetching: false, refetch: () => undefined };

type Query = Parameters<typeof DataTable<Row>>[0]["query"];

function List({ query, onOpen }: { query: Query; onOpen: (row: Row) => void }) {
  const list = useListState();
  return (
    <DataTable<Row>
      name="test"
      label="客户"
      columns={columns}
      query={query}
      list={list}
      rowKey={(row) => row.id}
      onOpen={onOpen}
      bulk={(chosen) => <span>{chosen.map((row) => row.name).join("+")}</span>}
      empty={<p>没有客户</p>}
    />
  );
}

function show(query: Partial<Query>, onOpen = vi.fn()) {
  const element = <List query={{ ...answered, ...query }} onOpen={onOpen} />;
  const router = createMemoryRouter([{ path: "/", element }], { initialEntries: ["/"] });
  render(<RouterProvider router={router} />);
  return { router, onOpen };
}

beforeAll(() => startLanguage("zh"));
beforeEach(() => localStorage.clear());

describe("a table", () => {
  it("asks the server to sort, by way of the address", () => {
    const { router } = show({ data: { items: rows, total: 2 } });
    fireEvent.click(screen.getAllByText("订单数")[0] as HTMLElement);
    expect(router.state.location.search).toBe("?sort=-orders");
  });

  it("is walked, selected and opened by keyboard", () => {
    const { onOpen } = show({ data: { items: rows, total: 2 } });
    for (const key of ["j", "j", "x", "Enter"]) fireEvent.keyDown(document.body, { key });
    expect(screen.getByRole("toolbar").textContent).toContain("已选 1 项李娜");
    expect(onOpen).toHaveBeenCalledWith(rows[1]);
  });

  it("leaves the keys alone while someone types", () => {
    const { onOpen } = show({ data: { items: rows, total: 2 } });
    const field = document.body.appendChild(document.createElement("input"));
    for (const key of ["j", "Enter"]) fireEvent.keyDown(field, { key });
    expect(onOpen).not.toHaveBeenCalled();
    field.remove();
  });

  it("shows only the columns wanted, and all that must be", () => {
    localStorage.setItem("huayuan.table.test", JSON.stringify({ shown: ["city"] }));
    show({ data: { items: rows, total: 2 } });
    expect(screen.queryByText("订单数")).toBeNull();
    expect(screen.getAllByText("城市")[0]).toBeTruthy();
    expect(screen.getAllByText("客户")[0]).toBeTruthy();
  });

  it("says why it is empty, and what failed", () => {
    show({ data: { items: [], total: 0 } });
    expect(screen.getByText("没有客户")).toBeTruthy();
    show({ data: undefined, error: new TypeError("Failed to fetch") });
    expect(screen.getByRole("alert").textContent).toContain("连不上服务器");
  });
});
