import { createHash } from 'node:crypto';
import type { Rank } from '../../../record/record-item';
import { rankOf, type Scorecard, scorecardScheme } from '../scorecard';

/** Bands of a score: a short name, such as `A` or `1`, and the lowest score of each; the lowest of all begins at 0. */
export type Bands = Readonly<Record<string, number>>;

/** What a cell of the grid means. */
export interface GridCell {
	/** What is written in place of the cell's name, such as `Call today`. */
	readonly says?: string;
	/** The rank of its records; that of the score unless set. */
	readonly rank?: Rank;
}

/** Two scores side by side: what a record is, and what happens around it. */
export interface ScoreGrid {
	readonly name: string;
	readonly version: string;
	readonly fit: Scorecard;
	readonly engagement: Scorecard;
	/** Bands of the fit. */
	readonly rows: Bands;
	/** Bands of the engagement. */
	readonly columns: Bands;
	/** By name: that of the row and that of the column, such as `A1`. */
	readonly cells: Readonly<Record<string, GridCell>>;
	/** How much of the score is the fit, in percent; the rest is the engagement. */
	readonly fitShare: number;
	/** Lowest score of each rank, falling; below D is F. */
	readonly ranks: Scorecard['ranks'];
}

export const defaultRows: Bands = { A: 75, B: 50, C: 25, D: 0 };
export const defaultColumns: Bands = { 1: 75, 2: 50, 3: 25, 4: 0 };
export const defaultFitShare = 50;

/** The band of a score from 0 to 100. */
export function bandOf(score: number, bands: Bands): string {
	let [found, highest] = ['', -1];
	// By the scores and not by the order of the keys: JavaScript puts keys such as 1 and 2 first.
	for (const [name, from] of Object.entries(bands))
		if (score >= from && from > highest) [found, highest] = [name, from];
	return found;
}

/** The name of the cell of two scores, both from 0 to 100. */
export function cellOf(
	{ rows, columns }: Pick<ScoreGrid, 'rows' | 'columns'>,
	fit: number,
	engagement: number,
): string {
	return bandOf(fit, rows) + bandOf(engagement, columns);
}

/** All cells by name. */
export function cellNames({ rows, columns }: Pick<ScoreGrid, 'rows' | 'columns'>): string[] {
	return Object.keys(rows).flatMap((row) => Object.keys(columns).map((column) => row + column));
}

/** What is written for a cell. */
export function cellWords({ cells }: Pick<ScoreGrid, 'cells'>, cell: string): string {
	return cells[cell]?.says ?? cell;
}

/** The rank of the records of a cell with this score. */
export function cellRank({ cells, ranks }: Pick<ScoreGrid, 'cells' | 'ranks'>, cell: string, score: number): Rank {
	return cells[cell]?.rank ?? rankOf(score, ranks);
}

/** Names the grid's exact content. */
export function gridScheme(grid: ScoreGrid): string {
	const { name, version, fit, engagement, rows, columns, cells, fitShare, ranks } = grid;
	const content = JSON.stringify([
		scorecardScheme(fit),
		scorecardScheme(engagement),
		...[rows, columns, cells].map((part) => Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1))),
		fitShare,
		[ranks.A, ranks.B, ranks.C, ranks.D],
	]);
	return `grid-1/${name}/${version}/${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
}
