import { describe, expect, it } from "vitest";
import { deviceName } from "./device";

describe("deviceName", () => {
  it.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36",
      "Chrome · Windows",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0",
      "Edge · Windows",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_1) AppleWebKit/605.1 Version/18.1 Safari/605.1",
      "Safari · macOS",
    ],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) MicroMessenger/8.0", "WeChat · iPhone"],
    ["Mozilla/5.0 (Android 14; Mobile; rv:140.0) Firefox/140.0", "Firefox · Android"],
    ["python-httpx/0.28", null],
    ["", null],
  ])("reads %s", (said, shown) => {
    expect(deviceName(said)).toBe(shown);
  });
});
