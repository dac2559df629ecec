/** The parts of ECharts in use, and no others: this file is the whole of its weight. */
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([
  LineChart,
  BarChart,
  GridComponent,
  TooltipComponent,

  MarkLineComponent,
  CanvasRenderer,
]);

export { init };
