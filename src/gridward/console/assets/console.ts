// The console is pages from the server; this adds Tabler's widgets, htmx and charts to them.
import "@tabler/core/dist/css/tabler.min.css";
import "@tabler/core/dist/js/tabler.esm.min.js";
import "./console.css";
import htmx from "htmx.org";
import "./page";
import "./folds";
import "./faults";
import "./passkey";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false; // console.css has them: the content security policy allows no inline script
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0; // pages hold people's data: they stay out of the browser's storage

/** Draws every `<div class="chart" data-chart="ID">` below `root`; ID is that of a JSON script with ECharts options. */
async function drawCharts(root: ParentNode): Promise<void> {
  const places = [...root.querySelectorAll<HTMLElement>("[data-chart]")];
  if (places.length > 0) {
    const { draw } = await import("./charts");
    places.forEach(draw);
  }
}

htmx.onLoad((loaded) => {
  void drawCharts(loaded.parentElement ?? document);
});
