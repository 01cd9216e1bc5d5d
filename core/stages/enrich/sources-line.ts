import { groupBy } from 'lodash';
import { acceptProposal } from '../../record/effective';
import { isBlank, isSameValue } from '../../record/field-value';
import { ownFields } from '../../record/fields';
import { type Proposal, type RecordItem, withEnrichment } from '../../record/record-item';

const maxLength = ownFields.sources.length;

/** Between two providers of the line, and between two fields of one. */
const separator = '; ';
const comma = ', ';

/**
 * The record with a line for the field that says which provider filled which field and when, e.g. `reference-data 2026-11-28:
 * Industry, Phone`; newest first, cut at whole fields. Without the field in the item, or without a value that would be written,
 * the record is as it was.
 */
export function withSourcesLine(item: RecordItem, field: string, now: Date): RecordItem {
	const current = item[field];
	if (current === undefined) return item;
	const day = now.toISOString().slice(0, 10);
	const filled = Object.entries(item._enrichment?.proposals ?? {}).filter(([target, proposal]) =>
		isFilling(item, target, proposal),
	);
	if (filled.length === 0) return item;
	const fresh = new Map(filled.map(([target, { provider }]) => [target, `${provider} ${day}`]));
	const kept = [...originsIn(current)].filter(([target]) => !fresh.has(target));
	const value = lineOf([...fresh, ...kept]);
	if (isSameValue(current, value)) return item;
	const proposal: Proposal = {
		value,
		provider: 'sources',
		source: 'mapping',
		confidence: 1,
		observedAt: now.toISOString(),
		policy: 'always',
	};
	return withEnrichment(item, { proposals: { [field]: proposal } });
}

/** Of a provider, and accepted as far as the item alone can tell: what only the memory of writes knows is not claimed. */
function isFilling(item: RecordItem, target: string, proposal: Proposal): boolean {
	if (proposal.source !== undefined || item[target] === undefined) return false;
	return acceptProposal(item[target], proposal) && !isSameValue(item[target], proposal.value);
}

/** By field, who filled it and when. */
function originsIn(line: unknown): Map<string, string> {
	const groups = isBlank(line) ? [] : String(line).split(separator).filter(Boolean);
	return new Map(
		groups.flatMap((group) => {
			const [origin, targets = ''] = group.split(': ', 2);
			return targets.split(comma).map((target): [string, string] => [target, origin]);
		}),
	);
}

/** As many fields as the line has room for. */
function lineOf(origins: ReadonlyArray<readonly [target: string, origin: string]>): string {
	let line = '';
	for (let count = 1; count <= origins.length; count += 1) {
		const byOrigin = groupBy(origins.slice(0, count), ([, origin]) => origin);
		const longer = Object.entries(byOrigin)
			.map(([origin, group]) => `${origin}: ${group.map(([target]) => target).join(comma)}`)
			.join(separator);
		if (longer.length > maxLength) break;
		line = longer;
	}
	return line;
}
