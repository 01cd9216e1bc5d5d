import type { Evaluation } from '../evaluate/evaluate-model';
import type { ModelDocument } from '../model/model-document';
import { type Markup, markup, safe, table } from '../../../../pages/markup';
import { grid, htmlPage, plotSection, section, verdict } from '../../../../pages/page';
import { bars, curves, lyingBars } from '../../../../pages/plots';

const count = new Intl.NumberFormat('en');
const mostListed = 20;
const signalWords = {
	none: 'No reliable signal: the model does not tell won from lost better than chance could.',
	weak: 'A weak signal: better than chance, not good enough to leave records aside by it.',
	usable: 'A usable signal.',
} as const;

/** What a measurement found, as one HTML page that needs nothing else: no script, no font, no address. */
export function reportPage(model: ModelDocument, evaluation: Evaluation): string {
	const { training } = model;
	return htmlPage(
		`${model.name} ${model.version}`,
		markup`<h1>${model.name}, version ${model.version}</h1>
<p class="note">${model.kind === 'trees' ? 'Boosted trees' : 'Scorecard'} ${model.id}, learnt on ${model.trainedAt.slice(0, 10)} from ${count.format(training.records)} records; measured here on ${count.format(evaluation.records)}, of which ${count.format(evaluation.wins)} are won.</p>
${verdicts(model, evaluation)}
${figures(evaluation)}
${grid([...quality(evaluation), ...insides(model, evaluation)])}
${leftOut(model)}`,
	);
}

function verdicts({ training }: ModelDocument, { signal, auc, isDriftAlarm, scoreDrift }: Evaluation): Markup {
	const interval = `AUC ${auc.auc.toFixed(3)}, 95 % between ${auc.low.toFixed(3)} and ${auc.high.toFixed(3)}`;
	const drift = markup`<strong>Drift alarm.</strong> These records are not like those that the model learnt from (score: PSI ${scoreDrift.index.toFixed(2)}). Train it anew.`;
	const leaks = training.leaks.map(({ label, why, isForced }) =>
		verdict(
			markup`<strong>Leak: ${label}</strong>${isForced ? ', kept as was asked' : ', left out'}: ${why.join('; ')}.`,
			true,
		),
	);
	return markup`${verdict(markup`<strong>${signalWords[signal]}</strong> ${interval}.`, signal !== 'usable')}
${isDriftAlarm ? [verdict(drift, true)] : []}
${leaks}`;
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
		plotSection(
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
		plotSection(
			'Lift by tenth',
			'How often records of a tenth win, compared with all records.',
			bars(
				deciles.map(({ decile }) => String(decile)),
				deciles.map(({ lift }) => round(lift)),
				{ x: 'tenth, best first', y: 'lift' },
				1,
			),
		),
		plotSection(
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
	const rows = table(
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
	);
	return section('Ranks', 'What lies at and above the lowest score of each rank.', rows);
}

function insides({ features }: ModelDocument, { featureDrift, scoreDrift }: Evaluation): Markup[] {
	const byValue = [...features].sort((a, b) => b.informationValue - a.informationValue).slice(0, mostListed);
	const moved = [scoreDrift, ...featureDrift].slice(0, mostListed);
	return [
		plotSection(
			'What tells',
			'Information value of each field: how much it says by itself.',
			lyingBars(
				byValue.map(({ label }) => label),
				byValue.map(({ informationValue }) => round(informationValue)),
				'information value',
			),
			heightOf(byValue.length),
		),
		plotSection(
			'Drift',
			'Population stability index since training: from 0.1 on watch, from 0.25 on train anew.',
			lyingBars(
				moved.map(({ label }) => label),
				moved.map(({ index }) => round(index)),
				'PSI',
				[
					{ at: 0.1, name: '0.1: watch' },
					{ at: 0.25, name: '0.25: train anew' },
				],
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

function heightOf(rows: number): number {
	return 100 + rows * 22;
}

function round(value: number): number {
	return Math.round(value * 1_000) / 1_000;
}
