import { Button } from "antd";
import { useNavigate } from "react-router";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { exactCount, percent } from "@/i18n/format";
import type { Overlap } from "../model";
import { type Region, ruleOf } from "../regions";

interface Props {
  sets: Overlap["sets"];
  regions: Region[];
}

/** Every part with its number, a bar to compare, dots for the segments it lies in, and a way to keep it. */
export function RegionTable({ sets, regions }: Props) {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const mayWrite = useMay()("segments.write");
  const union = regions.reduce((sum, { size }) => sum + size, 0);
  const largest = Math.max(1, ...regions.map(({ size }) => size));
  const said = (region: Region) => {
    const names = sets.filter(({ id }) => region.in.includes(id)).map(({ name }) => name);
    if (names.length === 1) return t("segments:overlap.only", { name: names[0] });
    const key = names.length === sets.length ? "segments:overlap.all" : "segments:overlap.both";
    return t(key, { names: names.join(t("segments:overlap.and")) });
  };
  const keep = (region: Region) => {
    const tree = ruleOf(
      region.in,
      sets.map(({ id }) => id),
    );
    void navigate("/segments/new", { state: { start: { name: "", description: "", tree } } });
  };
  return (
    <section className="hy-card" aria-label={t("segments:overlap.regions")}>
      <div className="hy-card-head">
        <h2>{t("segments:overlap.regions")}</h2>
        <span className="hy-quiet">{t("segments:overlap.union", { n: exactCount(union, language) })}</span>
      </div>
      <div className="hy-card-body hy-regions">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("segments:overlap.region")}</th>
              <th scope="col" className="hy-regions-number">
                {t("segments:overlap.size")}
              </th>
              <th scope="col" className="hy-regions-number">
                {t("segments:overlap.share")}
              </th>
              {mayWrite && (
                <th scope="col">
                  <span className="hy-hidden">{t("segments:overlap.make")}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {regions.map((region) => (
              <tr key={region.in.join()}>
                <th scope="row">
                  <span className="hy-regions-dots" aria-hidden>
                    {sets.map(({ id }) => (
                      <i key={id} data-in={region.in.includes(id)} />
                    ))}
                  </span>
                  {said(region)}
                  <span className="hy-regions-bar" style={{ width: `${(region.size / largest) * 100}%` }} />
                </th>
                <td className="hy-regions-number hy-num">{exactCount(region.size, language)}</td>
                <td className="hy-regions-number hy-num">{percent(union ? region.size / union : 0)}</td>
                {mayWrite && (
                  <td>
                    <Button
                      type="link"
                      size="small"
                      disabled={!region.size}
                      aria-label={`${t("segments:overlap.make")}: ${said(region)}`}
                      onClick={() => keep(region)}
                    >
                      {t("segments:overlap.make")}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
