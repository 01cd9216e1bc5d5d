import { countBy } from 'lodash';
import type { Rank, RecordItem } from '../../core/record/record-item';
import { cellOf, type ScoreGrid } from '../../core/stages/score/grid/grid';
import { formatCount } from '../../core/run/verdict';

/** How the records spread over the cells of a grid, the fullest first; nothing where all kept what they had. */
export function gridNotes(scored: readonly RecordItem[], grid: ScoreGrid): string[] {
	const cells = scored.flatMap(({ _enrichment }) => {
		const [fit, engagement] = [grid.fit, grid.engagement].map(({ name }) => _enrichment?.scores?.[name]?.score);
		return fit === undefined || engagement === undefined ? [] : [cellOf(grid, fit, engagement)];
	});
	const spread = Object.entries(countBy(cells)).sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
	if (spread.length === 0) return [];
	return [`On the grid: ${spread.map(([cell, count]) => `${cell} ${formatCount(count)}`).join(', ')}`];
}

const ranks: readonly Rank[] = ['A', 'B', 'C', 'D', 'F'];

/** What a person should know about a scoring: how the ranks fell out, and what the scorecard could not look at. */
export function scoreNotes(scored: readonly RecordItem[], scorecard: string, unread: readonly string[]): string[] {
	const scores = scored.map(({ _enrichment }) => _enrichment?.scores?.[scorecard]);
	const counts = countBy(scores, (score) => score?.rank ?? 'F');
	const blind = withRule('unread');
	const kept = withRule('kept');
	const spread = ranks
		.filter((rank) => counts[rank] > 0)
		.map((rank) => `${rank} ${formatCount(counts[rank])}`)
		.join(', ');
	return [
		[
			`${formatCount(scored.length)} scored: ${spread}`,
			...(kept > 0 ? [`${formatCount(kept)} of them kept their score, because nothing that counts has changed`] : []),
			...(blind > 0 ? [`${formatCount(blind)} of them carry none of the fields that the scorecard looks at`] : []),
		].join('; '),
		...(unread.length > 0
			? [`Not read, so their rules gave no points: ${unread.join(', ')}. Add them to the fields that Fetch reads.`]
			: []),
	];

	function withRule(wanted: string): number {
		return scores.filter((score) => score?.contributions.some(({ rule }) => rule === wanted)).length;
	}
}
