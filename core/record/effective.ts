import { isBlank } from './field-value';
import type { Proposal, RecordItem, SalesforceRecord } from './record-item';

/** Whether the proposal's policy lets it replace the value that Salesforce holds. */
export function acceptProposal(current: unknown, proposal: Proposal): boolean {
	return proposal.policy === 'always' || isBlank(current);
}

/**
 * The record as it would be after its proposals were written, without `_enrichment`. A target that is absent from
 * the item stays absent under `fill_blank`: it has to be read before anybody may call it blank.
 */
export function effectiveRecord(item: RecordItem): SalesforceRecord {
	const { _enrichment, ...record } = item;
	const effective: SalesforceRecord = record;
	for (const [target, proposal] of Object.entries(_enrichment?.proposals ?? {})) {
		const isUnread = record[target] === undefined && proposal.policy === 'fill_blank';
		if (!isUnread && acceptProposal(effective[target], proposal)) effective[target] = proposal.value;
	}
	return effective;
}
