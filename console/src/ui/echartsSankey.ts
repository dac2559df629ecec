/** Bands between two moments, for the one board that shows them; the rest of ECharts is in `echarts.ts`. */
import { SankeyChart } from "echarts/charts";
import { use } from "echarts/core";
import { init } from "./echarts";

use([SankeyChart]);

export { init };
