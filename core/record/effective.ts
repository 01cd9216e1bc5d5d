import { isBlank, isSameValue } from './field-value';
import type { OverwritePolicy, Proposal, RecordItem, SalesforceRecord } from './record-item';
import { recordIdIn } from './identity';
import { noMemory, type RememberedValue, type WriteMemory } from './write-memory';

/** What is known about the value that Salesforce holds; where knowledge is missing, the value counts as a person's. */
export interface CurrentKnowledge {
	/** Describe's word, for comparing in normal form. */
	readonly fieldType?: string;
	/** What we wrote last to this field, whether or not Salesforce still holds it. */
	readonly lastWritten?: RememberedValue;
	/** ISO 8601: when the record last changed; no value on it is younger. */
	readonly modifiedAt?: string;
}

/**
 * Whether the proposal's policy lets it replace the value that Salesforce holds. Every policy fills a blank; a
 * checkbox is never blank, and neither is zero.
 */
export function acceptProposal(current: unknown, proposal: Proposal, known: CurrentKnowledge = {}): boolean {
	if (proposal.policy === 'always' || proposal.policy === 'clear' || isBlank(current)) return true;
	if (proposal.policy === 'fill_blank') return false;

	const { lastWritten, fieldType, modifiedAt } = known;
	const ours = lastWritten && isSameValue(current, lastWritten.value, fieldType) ? lastWritten : undefined;
	if (proposal.policy === 'tracked') return ours !== undefined;
	// A person's value has no confidence to compare with, so it stays.
	if (proposal.policy === 'if_more_confident')
		return proposal.confidence > (ours?.confidence ?? Number.POSITIVE_INFINITY);
	return isNewer(proposal.observedAt, ours?.observedAt ?? modifiedAt);
}

/** Whether the policy may let some proposal replace the value, so that asking for one makes sense. */
export function mayReplace(current: unknown, policy: OverwritePolicy): boolean {
	return policy !== 'fill_blank' || isBlank(current);
}

/**
 * The record as it would be after its proposals were written, without `_enrichment`. A target that is absent from
 * the item stays absent unless its policy is `always`: it has to be read before anybody may call it blank. Without
 * `memory` every value counts as a person's, as it does to a write outside of a run.
 */
export function effectiveRecord(item: RecordItem, memory: WriteMemory = noMemory): SalesforceRecord {
	const { _enrichment, ...record } = item;
	const effective: SalesforceRecord = { ...record };
	const proposals = Object.entries(_enrichment?.proposals ?? {});
	const id = proposals.length > 0 ? recordIdIn(item.Id) : undefined;
	for (const [target, proposal] of proposals) {
		const isUnread = record[target] === undefined && proposal.policy !== 'always' && proposal.policy !== 'clear';
		if (!isUnread && isAccepted(record, id, target, proposal, memory)) effective[target] = proposal.value;
	}
	return effective;
}

function isAccepted(
	record: SalesforceRecord,
	id: string | undefined,
	target: string,
	proposal: Proposal,
	memory: WriteMemory,
): boolean {
	if (id !== undefined && memory.isUndone(id, target, proposal.value)) return false;
	const modified = record.LastModifiedDate ?? record.SystemModstamp;
	return acceptProposal(record[target], proposal, {
		lastWritten: id === undefined ? undefined : memory.lastWritten(id, target),
		modifiedAt: typeof modified === 'string' ? modified : undefined,
	});
}

/** A moment that is unknown or unreadable is newer than nothing and older than nothing. */
function isNewer(observedAt: string, than: string | undefined): boolean {
	return Date.parse(observedAt) > Date.parse(than ?? '');
}
