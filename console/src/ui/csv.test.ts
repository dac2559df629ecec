import { expect, it } from "vitest";
import { csvText } from "./csv";

it("quotes what a spreadsheet would split", () => {
  expect(
    csvText(
      ["店", "数"],
      [
        ["上海,静安", 3],
        ['说"好"', null],
      ],
    ),
  ).toBe('店,数\r\n"上海,静安",3\r\n"说""好""",');
});

it("keeps text from running as a formula, and numbers as numbers", () => {
  expect(csvText(["a"], [["=1+1"], ["-3.5"], ["@x"]])).toBe("a\r\n'=1+1\r\n-3.5\r\n'@x");
});
