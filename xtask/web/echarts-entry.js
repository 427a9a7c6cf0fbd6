// The part of ECharts that our charts use, as one classic script that sets `globalThis.echarts`.
// The page loads it when the first chart is seen, never at start. SVG prints sharp; canvas does not.
import * as echarts from 'echarts/core';
import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  MarkPointComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import langJA from 'echarts/lib/i18n/langJA.js';

echarts.use([
  BarChart,
  HeatmapChart,
  LineChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  MarkPointComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
  SVGRenderer,
]);
// Without it the aria text of a chart is English.
echarts.registerLocale('JA', langJA);

globalThis.echarts = {
  version: echarts.version,
  init: (element, theme, size) =>
    echarts.init(element, theme || undefined, {
      renderer: 'svg',
      locale: 'JA',
      width: size?.width,
      height: size?.height,
    }),
};
