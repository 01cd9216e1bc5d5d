import type { Rank } from '../../../record/record-item';
import { isObject, isWord, type Json, objectFrom, refusal, textFaults, unknownKeys } from '../document-faults';
import { rankFaults, scorecardFaults, scorecardFrom } from '../parse-scorecard';
import { scorecardPreset } from '../scorecard-presets';
import { defaultRanks, type Scorecard } from '../scorecard';
import { engagementPreset } from './engagement-presets';
import {
	type Bands,
	cellNames,
	defaultColumns,
	defaultFitShare,
	defaultRows,
	type GridCell,
	type ScoreGrid,
} from './grid';

const keys = ['name', 'version', 'fit', 'engagement', 'rows', 'columns', 'cells', 'fitShare', 'ranks', '$schema'];
const cellRanks: readonly unknown[] = ['A', 'B', 'C', 'D', 'F'] satisfies Rank[];
const bandName = /^[A-Za-z0-9]{1,4}$/;
const mostBands = 10;
/** Fits the shortest text area, and any text field that is long enough. */
const longestSaying = 255;

/**
 * A grid from JSON text or from the object it holds. Without `fit` or `engagement` it has the standard one of the object; bands, share
 * and ranks have the usual defaults. All faults are reported together in one `invalid_parameter`.
 */
export function parseGrid(json: unknown, sObject: string): ScoreGrid {
	parseGridOfAnyObject(json);
	const grid = gridFrom(objectFrom(json, 'grid') as Json, sObject);
	const names = [grid.name, grid.fit.name, grid.engagement.name];
	if (new Set(names).size < names.length)
		throw refusal('grid', [`the grid and its scorecards must have three names, and have ${names.join(', ')}.`]);
	return grid;
}

/** Checks a grid of which nobody knows yet what object it is for; throws as `parseGrid` does. */
export function parseGridOfAnyObject(json: unknown): void {
	const document = objectFrom(json, 'grid');
	const faults = document ? gridFaults(document) : ['it is not a JSON object.'];
	if (faults.length > 0) throw refusal('grid', faults);
}

/** Every fault of the document, each with its place. */
export function gridFaults(document: Json): string[] {
	const { fit, engagement, rows = defaultRows, columns = defaultColumns, cells, fitShare, ranks } = document;
	const bandFaults = [...bandsFaults(rows, 'rows'), ...bandsFaults(columns, 'columns')];
	return [
		...unknownKeys(document, keys, ''),
		...textFaults(document, ['name', 'version'], ''),
		...sideFaults(fit, 'fit'),
		...sideFaults(engagement, 'engagement'),
		...bandFaults,
		...(cells === undefined || bandFaults.length > 0 ? [] : cellsFaults(cells, rows as Bands, columns as Bands)),
		...(fitShare === undefined || (Number.isInteger(fitShare) && Number(fitShare) >= 0 && Number(fitShare) <= 100)
			? []
			: ['fitShare: must be a whole number from 0 to 100.']),
		...(ranks === undefined ? [] : rankFaults(ranks, '')),
	];
}

function gridFrom(document: Json, sObject: string): ScoreGrid {
	const { fit, engagement, cells, ...rest } = document;
	return {
		...(rest as unknown as Pick<ScoreGrid, 'name' | 'version'>),
		fit: fit === undefined ? scorecardPreset(sObject) : scorecardFrom(fit as Json),
		engagement: engagement === undefined ? engagementPreset(sObject) : scorecardFrom(engagement as Json),
		rows: (rest.rows as Bands | undefined) ?? defaultRows,
		columns: (rest.columns as Bands | undefined) ?? defaultColumns,
		cells: Object.fromEntries(
			Object.entries((cells as Json | undefined) ?? {}).map(([name, cell]) => [name, cellFrom(cell)]),
		),
		fitShare: (rest.fitShare as number | undefined) ?? defaultFitShare,
		ranks: (rest.ranks as Scorecard['ranks'] | undefined) ?? defaultRanks,
	};
}

function cellFrom(cell: unknown): GridCell {
	return typeof cell === 'string' ? { says: cell } : (cell as GridCell);
}

function sideFaults(side: unknown, at: string): string[] {
	if (side === undefined) return [];
	return isObject(side) ? scorecardFaults(side, `${at}.`) : [`${at}: must be a scorecard.`];
}

function bandsFaults(bands: unknown, at: string): string[] {
	if (!isObject(bands)) return [`${at}: must be an object with the lowest score of each band.`];
	const entries = Object.entries(bands);
	const scores = entries.map(([, from]) => from);
	const faults = entries.flatMap(([name, from]) => [
		...(bandName.test(name) ? [] : [`${at}.${name}: the name of a band is 1 to 4 letters or digits.`]),
		...(typeof from === 'number' && from >= 0 && from <= 100 ? [] : [`${at}.${name}: must be a number from 0 to 100.`]),
	]);
	if (entries.length < 2 || entries.length > mostBands) faults.push(`${at}: must have 2 to ${mostBands} bands.`);
	if (new Set(scores).size < scores.length) faults.push(`${at}: two bands begin at the same score.`);
	if (!scores.includes(0)) faults.push(`${at}: the lowest band must begin at 0.`);
	return faults;
}

function cellsFaults(cells: unknown, rows: Bands, columns: Bands): string[] {
	if (!isObject(cells)) return ['cells: must be an object with what cells mean, by name.'];
	const known = cellNames({ rows, columns });
	return Object.entries(cells).flatMap(([name, cell]) => {
		const at = `cells.${name}`;
		if (!known.includes(name)) return [`${at}: there is no such cell; there are ${known.join(', ')}.`];
		if (typeof cell === 'string') return sayingFaults(cell, at);
		if (!isObject(cell)) return [`${at}: must be a text, or an object with says and rank.`];
		return [
			...unknownKeys(cell, ['says', 'rank'], `${at}.`),
			...(cell.says === undefined ? [] : sayingFaults(cell.says, `${at}.says`)),
			...(cell.rank === undefined || cellRanks.includes(cell.rank) ? [] : [`${at}.rank: must be A, B, C, D or F.`]),
		];
	});
}

function sayingFaults(says: unknown, at: string): string[] {
	const isFine = isWord(says) && (says as string).length <= longestSaying;
	return isFine ? [] : [`${at}: must be a text of at most ${longestSaying} characters.`];
}
