import type { EChartsOption } from 'echarts';
import { init } from 'echarts';

const size = { width: 520, height: 300 };
const ink = '#333b4a';
const colors = ['#2f6fb3', '#c8602f', '#8a94a6'];
const levelColors = ['#d9a441', '#c8602f'];

/** A plot as SVG text that needs no script, drawn by Apache ECharts. */
export function plotSvg(option: EChartsOption, height = size.height): string {
	const chart = init(null, null, { renderer: 'svg', ssr: true, width: size.width, height });
	try {
		chart.setOption({
			animation: false,
			color: colors,
			textStyle: { color: ink, fontFamily: 'sans-serif' },
			...option,
		});
		return chart.renderToSVGString();
	} finally {
		chart.dispose();
	}
}

/** Curves over one another; each point is x and y. */
export function curves(
	series: ReadonlyArray<{
		readonly name: string;
		readonly points: ReadonlyArray<readonly [number, number]>;
		readonly isDashed?: boolean;
	}>,
	axes: { readonly x: string; readonly y: string; readonly most?: number },
): EChartsOption {
	return {
		legend: { top: 0, textStyle: { color: ink } },
		grid: { left: 60, right: 24, top: 36, bottom: 48 },
		xAxis: { type: 'value', name: axes.x, nameLocation: 'middle', nameGap: 28, min: 0, max: axes.most },
		yAxis: { type: 'value', name: axes.y, nameLocation: 'middle', nameGap: 42, min: 0, max: axes.most },
		series: series.map(({ name, points, isDashed }) => ({
			type: 'line' as const,
			name,
			data: points.map((point) => [...point]),
			symbol: isDashed ? 'none' : 'circle',
			lineStyle: { type: isDashed ? ('dashed' as const) : ('solid' as const), width: 2 },
		})),
	};
}

/** Upright bars, with a line across where `level` is. */
export function bars(
	labels: readonly string[],
	values: readonly number[],
	axes: { readonly x: string; readonly y: string },
	level?: number,
): EChartsOption {
	return {
		grid: { left: 60, right: 24, top: 24, bottom: 48 },
		xAxis: { type: 'category', data: [...labels], name: axes.x, nameLocation: 'middle', nameGap: 28 },
		yAxis: { type: 'value', name: axes.y, nameLocation: 'middle', nameGap: 42 },
		series: [
			{
				type: 'bar',
				data: [...values],
				...(level !== undefined && { markLine: { symbol: 'none', silent: true, data: [{ yAxis: level }] } }),
			},
		],
	};
}

/** A line across lying bars, told in the legend: its number would lie on those of the axis. */
export interface Level {
	readonly at: number;
	readonly name: string;
}

/** Lying bars, the first on top, each with its label. */
export function lyingBars(
	labels: readonly string[],
	values: readonly number[],
	x: string,
	levels: readonly Level[] = [],
): EChartsOption {
	return {
		color: [colors[0], ...levels.map((_, at) => levelColors[at % levelColors.length])],
		...(levels.length > 0 && {
			legend: { top: 0, data: levels.map(({ name }) => name), icon: 'rect', itemHeight: 3, textStyle: { color: ink } },
		}),
		grid: { left: 190, right: 36, top: levels.length > 0 ? 32 : 12, bottom: 44 },
		// So that what is far below a level looks it.
		xAxis: {
			type: 'value',
			name: x,
			nameLocation: 'middle',
			nameGap: 28,
			max: ({ max }) => Math.max(max, ...levels.map(({ at }) => at * 1.2)),
		},
		yAxis: {
			type: 'category',
			data: [...labels],
			inverse: true,
			axisLabel: { width: 170, overflow: 'truncate', interval: 0 },
		},
		series: [
			{ type: 'bar', data: [...values] },
			...levels.map(({ at, name }) => ({
				type: 'line' as const,
				name,
				data: [],
				markLine: { symbol: 'none', silent: true, label: { show: false }, data: [{ xAxis: at }] },
			})),
		],
	};
}
