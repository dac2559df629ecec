import { bundle, type Catalogue } from "./catalogues";

export default bundle(
  import.meta.glob<Catalogue>(["../app/en.ts", "../ui/en.ts", "../features/*/en.ts"], {
    eager: true,
    import: "default",
  }),
);
