import type { Evaluation } from '../evaluate/evaluate-model';
import type { ModelDocument } from '../model/model-document';
import { type Markup, markup, safe, table } from './markup';
import { bars, curves, lyingBars, plotSvg } from './plots';

const count = new Intl.NumberFormat('en');
const mostListed = 20;
const style = `
	body { font: 15px/1.5 system-ui, sans-serif; color: #333b4a; max-width: 1120px; margin: 2rem auto; padding: 0 1rem; }
	h1 { font-size: 1.5rem; margin-bottom: 0; } h2 { font-size: 1.05rem; margin: 0 0 .25rem; } .grid { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fit, minmax(520px, 1fr)); margin-top: 1.5rem; }
	.verdict { border-left: .4rem solid #2f6fb3; background: #f3f6fa; padding: .6rem 1rem; margin: 1rem 0; } .verdict.bad { border-color: #c8602f; background: #fbf3ee; }
	table { border-collapse: collapse; width: 100%; font-size: .9rem; } th, td { text-align: right; padding: .2rem .6rem; border-bottom: 1px solid #dde3ea; } th:first-child, td:first-child { text-align: left; }
	p.note { color: #67718a; margin: .2rem 0 .6rem; font-size: .9rem; }`;

const signalWords = {
	none: 'No reliable signal: the model does not tell won from lost better than chance could.',
	weak: 'A weak signal: better than chance, not good enough to leave records aside by it.',
	usable: 'A usable signal.',
} as const;

/** What a measurement found, as one HTML page that needs nothing else: no script, no font, no address. */
export function reportPage(model: ModelDocument, evaluation: Evaluation): string {
	const { training } = model;
	const page = markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${model.name} ${model.version}</title><style>${safe(style)}</style></head><body>
<h1>${model.name}, version ${model.version}</h1>
<p class="note">${model.kind === 'trees' ? 'Boosted trees' : 'Scorecard'} ${model.id}, learnt on ${model.trainedAt.slice(0, 10)} from ${count.format(training.records)} records; measured here on ${count.format(evaluation.records)}, of which ${count.format(evaluation.wins)} are won.</p>
${verdicts(model, evaluation)}
${figures(evaluation)}
<div class="grid">${[...quality(evaluation), ...insides(model, evaluation)]}</div>
${leftOut(model)}
</body></html>`;
	return page.html;
}

function verdicts({ training }: ModelDocument, { signal, auc, isDriftAlarm, scoreDrift }: Evaluation): Markup {
	const interval = `AUC ${auc.auc.toFixed(3)}, 95 % between ${auc.low.toFixed(3)} and ${auc.high.toFixed(3)}`;
	return markup`<div class="verdict ${signal === 'usable' ? '' : 'bad'}"><strong>${signalWords[signal]}</strong> ${interval}.</div>
${isDriftAlarm ? [markup`<div class="verdict bad"><strong>Drift alarm.</strong> These records are not like those that the model learnt from (score: PSI ${scoreDrift.index.toFixed(2)}). Train it anew.</div>`] : []}
${training.leaks.map(({ label, why, isForced }) => markup`<div class="verdict bad"><strong>Leak: ${label}</strong>${isForced ? ', kept as was asked' : ', left out'}: ${why.join('; ')}.</div>`)}`;
}

function figures({ brier, brierOfBaseRate, logLoss, calibrationError, deciles }: Evaluation): Markup {
	return table(
		[
			'Brier score',
			'by the share of wins alone',
			'Log loss',
			'Calibration error',
			'Lift, top tenth',
			'Wins in the top fifth',
		],
		[
			[
				brier.toFixed(4),
				brierOfBaseRate.toFixed(4),
				logLoss.toFixed(4),
				calibrationError.toFixed(4),
				deciles[0].lift.toFixed(2),
				`${(deciles[1].capture * 100).toFixed(0)} %`,
			],
		],
	);
}

function quality({ deciles, calibration, confusion }: Evaluation): Markup[] {
	const captured = [[0, 0] as const, ...deciles.map(({ decile, capture }) => [decile * 10, capture * 100] as const)];
	const said = calibration.map(({ predicted, won }) => [predicted * 100, won * 100] as const);
	const most = Math.min(100, Math.ceil(Math.max(...said.flat()) / 10) * 10);
	return [
		plot(
			'Wins found',
			'Work the best scores first: how many of the wins are among them.',
			curves(
				[
					{ name: 'by score', points: captured },
					{
						name: 'by chance',
						points: [
							[0, 0],
							[100, 100],
						],
						isDashed: true,
					},
				],
				{ x: '% of the records, best first', y: '% of the wins', most: 100 },
			),
		),
		plot(
			'Lift by tenth',
			'How often records of a tenth win, compared with all records.',
			bars(
				deciles.map(({ decile }) => String(decile)),
				deciles.map(({ lift }) => round(lift)),
				{ x: 'tenth, best first', y: 'lift' },
				1,
			),
		),
		plot(
			'Calibration',
			'Of records said to win with 30 %, 30 % should win.',
			curves(
				[
					{ name: 'came', points: said },
					{
						name: 'as said',
						points: [
							[0, 0],
							[most, most],
						],
						isDashed: true,
					},
				],
				{ x: '% said', y: '% won', most },
			),
		),
		rankTable(confusion),
	];
}

function rankTable(confusion: Evaluation['confusion']): Markup {
	return markup`<section><h2>Ranks</h2><p class="note">What lies at and above the lowest score of each rank.</p>${table(
		['Rank', 'Score from', 'Won above', 'Lost above', 'Won below', 'Lost below', 'Won of those above'],
		confusion.map(({ rank, cut, wonAbove, lostAbove, wonBelow, lostBelow }) => [
			rank,
			cut,
			count.format(wonAbove),
			count.format(lostAbove),
			count.format(wonBelow),
			count.format(lostBelow),
			`${((wonAbove / Math.max(1, wonAbove + lostAbove)) * 100).toFixed(0)} %`,
		]),
	)}</section>`;
}

function insides({ features }: ModelDocument, { featureDrift, scoreDrift }: Evaluation): Markup[] {
	const byValue = [...features].sort((a, b) => b.informationValue - a.informationValue).slice(0, mostListed);
	const moved = [scoreDrift, ...featureDrift].slice(0, mostListed);
	return [
		plot(
			'What tells',
			'Information value of each field: how much it says by itself.',
			lyingBars(
				byValue.map(({ label }) => label),
				byValue.map(({ informationValue }) => round(informationValue)),
				'information value',
			),
			heightOf(byValue.length),
		),
		plot(
			'Drift',
			'Population stability index since training: from 0.1 on watch, from 0.25 on train anew.',
			lyingBars(
				moved.map(({ label }) => label),
				moved.map(({ index }) => round(index)),
				'PSI',
				[0.1, 0.25],
			),
			heightOf(moved.length),
		),
	];
}

function leftOut({ training }: ModelDocument): Markup {
	if (training.leftOut.length === 0) return safe('');
	return markup`<h2>Not learnt from</h2>${table(
		['Field', 'Why'],
		training.leftOut.slice(0, 100).map(({ field, why }) => [field, why]),
	)}`;
}

function plot(title: string, note: string, option: Parameters<typeof plotSvg>[0], height?: number): Markup {
	return markup`<section><h2>${title}</h2><p class="note">${note}</p>${safe(plotSvg(option, height))}</section>`;
}

function heightOf(rows: number): number {
	return 80 + rows * 22;
}

function round(value: number): number {
	return Math.round(value * 1_000) / 1_000;
}
