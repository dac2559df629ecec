import { BarChartOutlined, DownloadOutlined, TableOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, Suspense, useState } from "react";
import { useText } from "@/i18n";
import { ChartSkeleton } from "./Skeletons";
import "./chart.css";

interface Props {
  title: string;
  /** Controls left of table and export. */
  extra?: ReactNode;
  height: number;
  picture: ReactNode;
  /** The same numbers as a table. */
  table: ReactNode;
  /** Names of the picture's parts, above it. */
  legend?: ReactNode;
  /** The same numbers as a file. */
  onSave: () => void;
}

/** What every chart has around it: a title, a picture that may be read as a table, and a file. */
export function ChartFrame({ title, extra, height, picture, table, legend, onSave }: Props) {
  const t = useText();
  const [asTable, setAsTable] = useState(false);
  const turn = t(asTable ? "ui:chart.picture" : "ui:chart.table");
  return (
    <section className="hy-card hy-chart" aria-label={title}>
      <div className="hy-card-head">
        <h2>{title}</h2>
        <div className="hy-chart-tools">
          {extra}
          <Button
            type="text"
            size="small"
            icon={asTable ? <BarChartOutlined /> : <TableOutlined />}
            title={turn}
            aria-label={turn}
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          />
          <Button
            type="text"
            size="small"
            icon={<DownloadOutlined />}
            title={t("ui:chart.save")}
            aria-label={t("ui:chart.save")}
            onClick={onSave}
          />
        </div>
      </div>
      <div className="hy-card-body">
        {!asTable && legend}
        {asTable ? table : <Suspense fallback={<ChartSkeleton height={height} />}>{picture}</Suspense>}
      </div>
    </section>
  );
}
