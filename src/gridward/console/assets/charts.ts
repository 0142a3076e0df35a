// Only the chart kinds the console draws, so that the file stays small.
import { BarChart, CustomChart, LineChart } from "echarts/charts";
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
} from "echarts/components";
import { getInstanceByDom, init, use, type EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([
  AriaComponent,
  BarChart,
  CustomChart,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  SVGRenderer,
  TitleComponent,
  TooltipComponent,
]);

const sizes = new ResizeObserver((changes) => {
  for (const change of changes) {
    getInstanceByDom(change.target as HTMLElement)?.resize();
  }
});

/** Draws, or draws anew, the chart whose options stand in the JSON script that `data-chart` names. */
export function draw(place: HTMLElement): void {
  const source = document.getElementById(place.dataset["chart"] ?? "");
  if (source === null) {
    return;
  }
  const options = JSON.parse(source.textContent ?? "{}") as EChartsCoreOption;
  const chart = getInstanceByDom(place) ?? init(place, null, { renderer: "svg" });
  chart.setOption({ aria: { enabled: true }, textStyle: { fontFamily: "inherit" }, ...options }, { notMerge: true });
  sizes.observe(place);
}
