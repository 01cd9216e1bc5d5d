import type { RelatedRow } from '../related/related-rows';
import { scorecardFromRows, type ScorecardRow } from '../scorecard-rows';
import { defaultRanks } from '../scorecard';
import type { ScoreGrid } from './grid';
import { parseGrid } from './parse-grid';

/** What a cell means, as a person fills it in; blank texts mean what is left open. */
export interface CellRow {
	readonly cell: string;
	readonly says?: string;
	readonly rank?: string;
}

/** A grid as a person fills it in: bands are text such as `A 75, B 50, C 25, D 0`. */
export interface GridRows {
	readonly name: string;
	readonly fit: readonly ScorecardRow[];
	readonly engagement: readonly ScorecardRow[];
	readonly engagementRelated: readonly RelatedRow[];
	readonly rows: string;
	readonly columns: string;
	readonly cells: readonly CellRow[];
	readonly fitShare: number;
}

/** The grid that the rows make up; without rules a side is the standard one of the object. Throws `invalid_parameter` with the faults of the first part that has any. */
export function gridFromRows(rows: GridRows, sObject: string): ScoreGrid {
	const { name, fit, engagement, engagementRelated, fitShare, cells } = rows;
	const hasEngagement = engagement.length + engagementRelated.length > 0;
	return parseGrid(
		{
			name,
			version: 'rows',
			...(fit.length > 0 && { fit: scorecardFromRows('fit', 20, fit) }),
			...(hasEngagement && { engagement: scorecardFromRows('engagement', 0, engagement, engagementRelated) }),
			rows: bandsFrom(rows.rows),
			columns: bandsFrom(rows.columns),
			cells: Object.fromEntries(
				cells.map(({ cell, says = '', rank = '' }) => [
					cell.trim(),
					{ ...(says.trim() && { says: says.trim() }), ...(rank && { rank }) },
				]),
			),
			fitShare,
			ranks: defaultRanks,
		},
		sObject,
	);
}

/** A band without a number keeps none, so that it is told as a fault. */
function bandsFrom(text: string): Record<string, unknown> {
	return Object.fromEntries(
		text
			.split(',')
			.map((band) => band.trim())
			.filter((band) => band !== '')
			.map((band) => {
				const [, name = band, from = ''] = /^([^\s:=]+)[\s:=]+([\d.]+)$/.exec(band) ?? [];
				return [name, from === '' ? null : Number(from)];
			}),
	);
}
