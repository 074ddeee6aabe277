// What a juyo report needs of Apache ECharts, and nothing else: README.md in
// this folder says how echarts.min.js is built from it.
import {use, init} from 'echarts/core';
import {BarChart, LineChart, ScatterChart} from 'echarts/charts';
import {GridComponent, TooltipComponent, MarkLineComponent} from 'echarts/components';
import {SVGRenderer} from 'echarts/renderers';

use([BarChart, LineChart, ScatterChart, GridComponent, TooltipComponent, MarkLineComponent, SVGRenderer]);

export {init};
