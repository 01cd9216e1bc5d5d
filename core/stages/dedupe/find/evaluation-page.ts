import { type Markup, markup, table } from '../../../pages/markup';
import { grid, htmlPage, plotSection, section, verdict } from '../../../pages/page';
import { curves } from '../../../pages/plots';
import type { RecordItem } from '../../../record/record-item';
import { bands } from '../linkage/bands';
import { doubtfulRows } from './doubtful-rows';
import type { Evaluation, Mistake } from './evaluate';
import type { FoundByLinkage } from './find-by-linkage';
import { evidenceOf } from './found-words';

const count = new Intl.NumberFormat('en');
/** Mistakes of each kind that are shown. */
const mostShown = 20;
const diagonal = [
	[0, 0],
	[100, 100],
] as const;

type Found = Pick<FoundByLinkage, 'records' | 'linkage'>;

/** What measuring duplicates against labels found, as one HTML page that needs nothing else; `items` are what was compared. */
export function evaluationPage(
	evaluation: Evaluation,
	found: Found,
	items: readonly RecordItem[],
	sObject: string,
): string {
	const { records, labelled, truePairs } = evaluation;
	const title = `Duplicates of ${sObject}`;
	return htmlPage(
		title,
		markup`<h1>${title}</h1>
<p class="note">${count.format(records)} records, of which ${count.format(labelled)} say who they are in truth; ${count.format(truePairs)} pairs of these are the same.</p>
${verdicts(evaluation)}
${measures(evaluation)}
${grid([thresholdPlot(evaluation), reliabilityPlot(evaluation)])}
${thresholdTable(evaluation)}
${mistakes('Joined, but not the same', 'The surest ones first: what a merge would have got wrong.', 'joined, but not the same', evaluation, found, items, sObject)}
${mistakes('The same, but apart', 'The likeliest ones first. Pairs that were never compared are not among them.', 'the same, but apart', evaluation, found, items, sObject)}`,
	);
}

function verdicts({ pairs, thresholds, blockingRecall }: Evaluation): Markup {
	const sure = thresholds.find(({ matchProbability }) => matchProbability === bands.automatic);
	const wrong = sure ? sure.foundPairs - sure.rightPairs : 0;
	const isGood = pairs.precision >= 0.98;
	const joined = sure
		? `Of ${count.format(sure.foundPairs)} pairs from ${percent(bands.automatic)} on, ${count.format(wrong)} are wrong.`
		: '';
	const missed = markup`<strong>${percent(1 - blockingRecall)} of the true pairs were never compared:</strong> nothing that is compared agrees in them.`;
	return markup`${verdict(markup`<strong>${isGood ? 'What is joined is right' : 'Look before you merge'}:</strong> ${percent(pairs.precision)} of the pairs in groups are the same in truth, and ${percent(pairs.recall)} of the true ones are found. ${joined}`, !isGood)}
${blockingRecall < 0.95 ? [verdict(missed, true)] : []}`;
}

function measures({ pairs, groups, records3, blockingRecall, calibrationError }: Evaluation): Markup {
	const rows = [
		['Pairs of records', pairs],
		['Whole groups', groups],
		['Records, by their group (B³)', records3],
	] as const;
	const shares = rows.map(([name, { precision, recall, f1 }]) => [
		name,
		percent(precision),
		percent(recall),
		share(f1),
	]);
	const rest = `Compared at all: ${percent(blockingRecall)} of the true pairs. Calibration error: ${share(calibrationError)}.`;
	return markup`${table(['Measured by', 'Precision', 'Recall', 'F1'], shares)}<p class="note">${rest}</p>`;
}

function thresholdPlot({ thresholds }: Evaluation): Markup {
	const points = (of: (row: Evaluation['thresholds'][number]) => number) =>
		thresholds.map((row) => [round(row.matchProbability * 100), round(of(row) * 100)] as const);
	const option = curves(
		[
			{ name: 'precision', points: points(({ precision }) => precision) },
			{ name: 'recall', points: points(({ recall }) => recall) },
			{ name: 'F1', points: points(({ f1 }) => f1) },
		],
		{ x: '% match probability from which pairs count as the same', y: '%', most: 100 },
	);
	return plotSection('Thresholds', 'What pairs from a match probability on are worth.', option);
}

function reliabilityPlot({ reliability }: Evaluation): Markup {
	const came = reliability.map(({ expected, right }) => [round(expected * 100), round(right * 100)] as const);
	const option = curves(
		[
			{ name: 'came', points: came },
			{ name: 'as said', points: diagonal, isDashed: true },
		],
		{ x: '% match probability', y: '% the same in truth', most: 100 },
	);
	return plotSection('Reliability', 'Of pairs that are said to be the same with 70 %, 70 % should be.', option);
}

/** What it would mean to join from here on: wrong joins, missed pairs, and pairs that are left for a person. */
function thresholdTable({ thresholds, truePairs }: Evaluation): Markup {
	const all = thresholds[0]?.foundPairs ?? 0;
	const rows = thresholds.map(({ matchProbability, foundPairs, rightPairs, precision, recall, band }) => [
		`${percent(matchProbability)}${matchProbability === bands.automatic ? ' (the node joins from here on)' : ''}`,
		count.format(foundPairs),
		count.format(foundPairs - rightPairs),
		count.format(truePairs - rightPairs),
		count.format(all - foundPairs),
		percent(precision),
		percent(recall),
		bandWords[band] ?? band,
	]);
	const heads = [
		'Joined from',
		'Pairs joined',
		'Of them wrong',
		'True pairs not joined',
		'Pairs to look at',
		'Precision',
		'Recall',
		'What the node does',
	];
	const note = `Pairs to look at: those from ${percent(bands.floor)} up to the threshold.`;
	return section('What a threshold would mean', note, table(heads, rows));
}

const bandWords: Readonly<Record<string, string>> = { automatic: 'joins', review: 'asks', apart: 'leaves apart' };

function mistakes(
	title: string,
	note: string,
	kind: Mistake['mistake'],
	evaluation: Evaluation,
	{ records, linkage }: Found,
	items: readonly RecordItem[],
	sObject: string,
): Markup {
	const wrong = evaluation.mistakes.filter(({ mistake }) => mistake === kind);
	if (wrong.length === 0) return section(title, note, markup`<p>None.</p>`);
	const doubtful = wrong
		.slice(0, mostShown)
		.map(({ one, other }) => ({ one, other, ...evidenceOf(linkage.weigher.explain(one, other)) }));
	const rows = doubtfulRows({ doubtful, records }, items, sObject).map(
		({ name, otherName, probability, speaksFor, speaksAgainst, differs }) => [
			`${name} and ${otherName}`,
			percent(probability),
			speaksFor,
			speaksAgainst,
			differs,
		],
	);
	const heads = ['Records', 'Match probability', 'For', 'Against', 'Differs'];
	const more = wrong.length > mostShown ? `The first ${mostShown} of ${count.format(wrong.length)}.` : '';
	return section(title, `${note} ${more}`.trim(), table(heads, rows, 'words'));
}

function percent(value: number): string {
	return `${round(value * 100)} %`;
}

function share(value: number): string {
	return value.toFixed(3);
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
