import { acceptProposal } from '../../record/effective';
import { isBlank, isSameValue } from '../../record/field-value';
import { ownFields } from '../../record/fields';
import { type Proposal, type RecordItem, withEnrichment } from '../../record/record-item';

const maxLength = ownFields.sources.length;

/** Between two fields of the line. */
const separator = '; ';

/**
 * The record with a line for the field that says which provider filled which field and when, e.g. `Industry: reference-data
 * 2026-11-28`; newest first, cut at whole entries. Without the field in the item, or without a value that would be written,
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
	const fresh = filled.map(([target, { provider }]) => `${target}: ${provider} ${day}`);
	const targets = new Set(filled.map(([target]) => target));
	const kept = entriesOf(current).filter((entry) => !targets.has(entry.split(':', 1)[0]));
	const value = joined([...fresh, ...kept]);
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

function entriesOf(line: unknown): string[] {
	return isBlank(line) ? [] : String(line).split(separator).filter(Boolean);
}

function joined(entries: readonly string[]): string {
	let line = '';
	for (const entry of entries) {
		const longer = line === '' ? entry : `${line}${separator}${entry}`;
		if (longer.length > maxLength) break;
		line = longer;
	}
	return line;
}
