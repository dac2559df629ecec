import { bundle, type Catalogue } from "./catalogues";

export default bundle(
  import.meta.glob<Catalogue>(["../app/zh.ts", "../ui/zh.ts", "../features/*/zh.ts"], {
    eager: true,
    import: "default",
  }),
);
