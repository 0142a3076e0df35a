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

/** The options with every `var(--name)` replaced by the colour that the page's sheet gives it now. */
function coloured(options: unknown, sheet: CSSStyleDeclaration): unknown {
  if (typeof options === "string") {
    return options.startsWith("var(--") ? sheet.getPropertyValue(options.slice(4, -1)).trim() : options;
  }
  if (Array.isArray(options)) {
    return options.map((option) => coloured(option, sheet));
  }
  if (options !== null && typeof options === "object") {
    return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, coloured(option, sheet)]));
  }
  return options;
}

/** Draws, or draws anew, the chart whose options stand in the JSON script that `data-chart` names. */
export function draw(place: HTMLElement): void {
  const source = document.getElementById(place.dataset["chart"] ?? "");
  if (source === null) {
    return;
  }
  const sheet = getComputedStyle(document.documentElement);
  const options = coloured(JSON.parse(source.textContent ?? "{}"), sheet) as EChartsCoreOption;
  if (getInstanceByDom(place) === undefined) {
    place.replaceChildren(); // the server's own drawing makes room
  }
  const chart = getInstanceByDom(place) ?? init(place, null, { renderer: "svg" });
  const before = { animation: false, aria: { enabled: true }, textStyle: { fontFamily: "inherit" } };
  chart.setOption({ ...before, ...options }, { notMerge: true });
  sizes.observe(place);
}

// The colours change with the theme.
new MutationObserver(() => {
  document.querySelectorAll<HTMLElement>("[data-chart]").forEach(draw);
}).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
