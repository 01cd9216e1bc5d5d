import type { EChartsOption } from 'echarts';
import { type Markup, markup, safe } from './markup';
import { plotSvg } from './plots';

const style = `
	body { font: 15px/1.5 system-ui, sans-serif; color: #333b4a; max-width: 1120px; margin: 2rem auto; padding: 0 1rem; }
	h1 { font-size: 1.5rem; margin-bottom: 0; } h2 { font-size: 1.05rem; margin: 0 0 .25rem; } .grid { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fit, minmax(520px, 1fr)); margin: 1.5rem 0; }
	.verdict { border-left: .4rem solid #2f6fb3; background: #f3f6fa; padding: .6rem 1rem; margin: 1rem 0; } .verdict.bad { border-color: #c8602f; background: #fbf3ee; }
	table { border-collapse: collapse; width: 100%; font-size: .9rem; } th, td { text-align: right; padding: .2rem .6rem; border-bottom: 1px solid #dde3ea; } th:first-child, td:first-child { text-align: left; }
	table.numbers td { white-space: nowrap; } table.words th, table.words td { text-align: left; vertical-align: top; } table.words td { overflow-wrap: anywhere; }
	section { margin-top: 1rem; }
	p.note { color: #67718a; margin: .2rem 0 .6rem; font-size: .9rem; }`;

/** One HTML page that needs nothing else: no script, no font, no address. */
export function htmlPage(title: string, body: Markup): string {
	return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${safe(style)}</style></head><body>
${body}
</body></html>`.html;
}

/** Sections side by side where there is room. */
export function grid(sections: readonly Markup[]): Markup {
	return markup`<div class="grid">${sections}</div>`;
}

/** A part with a heading and a sentence on how to read it. */
export function section(title: string, note: string, content: Markup): Markup {
	return markup`<section><h2>${title}</h2><p class="note">${note}</p>${content}</section>`;
}

/** A section with a drawing; `height` in pixels. */
export function plotSection(title: string, note: string, option: EChartsOption, height?: number): Markup {
	return section(title, note, safe(plotSvg(option, height)));
}

/** What a reader has to know first; `isBad` where something is to be done. */
export function verdict(content: Markup, isBad: boolean): Markup {
	return markup`<div class="verdict ${isBad ? 'bad' : ''}">${content}</div>`;
}
