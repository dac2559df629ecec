import { useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import type { ImportRun } from "../model";
import "./imports.css";

/** The first rows as they stand in the file. */
export function FilePreview({ run }: { run: ImportRun }) {
  const t = useText();
  const language = useLanguage();
  return (
    <div className="hy-card hy-preview-card">
      <div className="hy-card-head" style={{ paddingBottom: 8 }}>
        <h2>{t("imports:preview.title")}</h2>
        <span className="hy-quiet">
          {t("imports:preview.about", {
            n: run.preview.length,
            all: exactCount(run.rows_total, language),
            encoding: run.encoding,
          })}
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too */}
      <section className="hy-preview" tabIndex={0} aria-label={t("imports:preview.title")}>
        <table>
          <thead>
            <tr>
              {run.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {run.preview.map((row, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name
              <tr key={place}>
                {run.columns.map((column, cell) => (
                  <td key={column}>{row[cell]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
