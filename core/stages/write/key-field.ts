import { EnrichmentError } from '../../errors';
import type { OwnFieldNames } from '../../record/fields';
import type { SObjectDescription } from '../../salesforce/client';
import type { WriteRequest } from './write-request';

/**
 * The external id field under which an upsert or a creation is sent: the one asked for, or the pack's own where the org
 * has it; `undefined` for an update, and for a creation without a key. Throws `invalid_parameter` where there has to be one.
 */
export function chooseKeyField(request: WriteRequest, description: SObjectDescription, fieldNames: OwnFieldNames): string | undefined {
	const { operation = 'update', externalIdField, delivery, isDryRun } = request;
	if (operation === 'update') return undefined;
	if (externalIdField !== undefined) return requireKeyField(description, externalIdField);
	const { externalKey } = fieldNames;
	if (description.fieldByName.get(externalKey)?.externalId) return externalKey;
	const remedy = `Name a unique external ID field of ${description.name}, or give it the pack's own, ${externalKey}.`;
	if (operation === 'upsert') throw cannot('An upsert needs an external ID field to match on', remedy);
	if (delivery !== 'at_finish' || isDryRun) return undefined;
	throw cannot('A creation that is delivered at finish needs a unique key: without one, a lost reply could not be told from a lost call', remedy);
}

/** The field; throws `invalid_parameter` when it cannot tell one record from another. */
function requireKeyField(description: SObjectDescription, externalIdField: string): string {
	const field = description.fieldByName.get(externalIdField);
	if (field?.externalId) return externalIdField;
	const what = field ? 'is no external id field' : 'does not exist, or is hidden from this user';
	throw cannot(`${externalIdField} of ${description.name} ${what}`, 'Choose a field that is marked as External ID and Unique in Setup > Object Manager.', { externalIdField });
}

function cannot(what: string, remedy: string, details: Readonly<Record<string, unknown>> = {}): EnrichmentError {
	return new EnrichmentError('invalid_parameter', `${what}.`, { remedy, details });
}
