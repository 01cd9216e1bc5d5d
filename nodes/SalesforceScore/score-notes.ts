import { countBy } from 'lodash';
import type { Rank, RecordItem } from '../../core/record/record-item';

const ranks: readonly Rank[] = ['A', 'B', 'C', 'D', 'F'];

/** What a person should know about a scoring: how the ranks fell out, and what the scorecard could not look at. */
export function scoreNotes(scored: readonly RecordItem[], scorecard: string, unread: readonly string[]): string[] {
	const scores = scored.map(({ _enrichment }) => _enrichment?.scores?.[scorecard]);
	const counts = countBy(scores, (score) => score?.rank ?? 'F');
	const kept = scores.filter((score) => score?.contributions[0]?.rule === 'kept').length;
	const spread = ranks.filter((rank) => counts[rank] > 0).map((rank) => `${rank} ${counts[rank]}`).join(', ');
	return [
		`${scored.length} scored: ${spread}${kept > 0 ? `; ${kept} of them kept their score, because nothing that counts has changed` : ''}`,
		...(unread.length > 0
			? [`Not read, so their rules gave no points: ${unread.join(', ')}. Add them to the fields that Fetch reads.`]
			: []),
	];
}
