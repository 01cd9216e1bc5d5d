import { EnrichmentError } from '../../errors';
import type { RecordItem } from '../../record/record-item';
import type { SObjectDescription } from '../../salesforce/schema';

/**
 * Throws `missing_field`, with every one of them, when proposals go to fields that the object does not have for this user:
 * each record would be refused for the same reason. A path to a parent's key is not looked at.
 */
export function checkTargets({ name: sObject, fieldByName }: SObjectDescription, items: readonly RecordItem[]): void {
	const providersByMissing = new Map<string, Set<string>>();
	for (const { _enrichment } of items) {
		const proposals = _enrichment?.proposals ?? {};
		for (const field in proposals) {
			if (fieldByName.has(field) || field.includes('.')) continue;
			const { provider } = proposals[field];
			providersByMissing.set(field, (providersByMissing.get(field) ?? new Set()).add(provider));
		}
	}
	if (providersByMissing.size === 0) return;
	const missing = [...providersByMissing.keys()].sort();
	const list = missing
		.map((field) => `${field} (proposed by ${[...(providersByMissing.get(field) ?? [])].join(', ')})`)
		.join(', ');
	throw new EnrichmentError('missing_field', `${sObject} has no field ${list}, or the connected user may not see it.`, {
		remedy: 'Correct the target in Enrich or Score, create the field, or let field-level security show it to the user.',
		details: { fields: missing },
	});
}
