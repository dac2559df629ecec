// A phone with WeChat on it, in Node: `node phone.cjs TRACKER OPTIONS` opens a mini program, looks at two pages, shares
// one, is offline for a moment, leaves. Prints the anonymous identifier.
const http = require("node:http");

const [tracker, given] = process.argv.slice(2);
const storage = new Map();
const listeners = { show: [], hide: [], network: [] };
const pages = new Map();
let online = true;

globalThis.wx = {
  getStorageSync: (key) => storage.get(key) ?? "",
  setStorageSync: (key, value) => void storage.set(key, value),
  removeStorageSync: (key) => void storage.delete(key),
  getEnterOptionsSync: () => ({ path: "pages/index/index", scene: 1047, query: { utm_source: "poster", scene: "c%3D42" } }),
  onAppShow: (listener) => listeners.show.push(listener),
  onAppHide: (listener) => listeners.hide.push(listener),
  onNetworkStatusChange: (listener) => listeners.network.push(listener),
  request({ url, method, data, header, success, fail }) {
    if (!online) return setTimeout(() => fail(new Error("offline")), 5);
    const call = http.request(url, { method, headers: header }, (answer) => {
      let body = "";
      answer.on("data", (part) => (body += part));
      answer.on("end", () => success({ statusCode: answer.statusCode, header: answer.headers, data: parsed(body) }));
    });
    call.on("error", fail);
    call.end(data);
  },
};
globalThis.Page = (definition) => pages.set(definition.route, definition);
globalThis.Component = () => undefined;

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

const show = (route, method, ...rest) => pages.get(route)[method].apply({ ...pages.get(route), route }, rest);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function main() {
  const huayuan = require(tracker);
  huayuan.init(JSON.parse(given));
  globalThis.Page({ route: "pages/index/index" });
  globalThis.Page({ route: "pages/product/detail", onShareAppMessage: () => ({ path: "pages/product/detail?id=1" }) });
  show("pages/index/index", "onShow");
  await pause(50);
  show("pages/index/index", "onHide");
  online = false;
  show("pages/product/detail", "onShow");
  huayuan.track("product_viewed", { product_id: "HY-1001", price: 26800 });
  show("pages/product/detail", "onShareAppMessage");
  await pause(2500);
  online = true;
  for (const listener of listeners.network) listener({ isConnected: true });
  huayuan.identify({ phone: "13800000000" }, "phone_bound");
  await pause(500);
  for (const listener of listeners.hide) listener();
  for (let i = 0; i < 100 && storage.has("hy_queue"); i++) await pause(50);
  console.log(huayuan.anonymousId());
  process.exit(storage.has("hy_queue") ? 1 : 0);
}

main();
