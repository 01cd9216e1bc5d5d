import { effectiveRecord, mayReplace } from '../../record/effective';
import { readField } from '../../record/field-path';
import { isBlank } from '../../record/field-value';
import { shippedFieldNames, type OwnFieldNames } from '../../record/fields';
import { inputHash } from '../../record/input-hash';
import { companyDomainOf, normalizeCompanyName, normalizeEmail, ownEmailOf } from '../../record/normal-forms';
import type { HashInputs, RecordItem, SalesforceRecord } from '../../record/record-item';
import type { EnrichRequest, FieldMapping, MatchInputs } from './enrich';
import type { ProviderQuery } from './provider';

/** Whether a record is put to the provider, and if not why. */
export type LookUpPlan =
	| { readonly kind: 'ask'; readonly query: ProviderQuery; readonly mappings: readonly FieldMapping[] }
	/** Every mapping is served already, by an earlier provider or by Salesforce; `isServed` tells by a provider. */
	| { readonly kind: 'filled'; readonly isServed: boolean }
	| { readonly kind: 'unchanged' }
	| { readonly kind: 'unusable'; readonly message: string };

/** Outcomes that say nothing about the inputs: a record stamped with one is tried again although they are the same. */
const unsettledOutcomes: ReadonlySet<unknown> = new Set(['provider_failed', 'rejected', 'failed', 'conflict', 'duplicate', 'locked', 'no_access']);

/** The record's fields that enter the matchHash; the country alone identifies nobody but changes the answer. */
export function matchHashInputs(inputs: MatchInputs): HashInputs {
	const fields = Object.entries(inputs).filter((entry): entry is [string, string] => !isBlank(entry[1]));
	return { scheme: 'match-1', fields: Object.fromEntries(fields) };
}

/** Decides what becomes of one record; `key` names its query. */
export function planLookUp(item: RecordItem, key: number, request: EnrichRequest, hashInputs: HashInputs): LookUpPlan {
	const { gate, fieldNames = shippedFieldNames } = request;
	if (gate && isUnchanged(item, hashInputs, fieldNames)) return { kind: 'unchanged' };
	const mappings = request.mappings.filter((mapping) => !isServed(item, mapping) && !isFilled(item, mapping));
	if (mappings.length === 0) {
		return { kind: 'filled', isServed: request.mappings.some((mapping) => isServed(item, mapping)) };
	}
	const query = queryOf(effectiveRecord(item), key, request.inputs);
	if (query) return { kind: 'ask', query, mappings };
	return { kind: 'unusable', message: unusableMessage(effectiveRecord(item), request.inputs) };
}

/**
 * Reads the record as it was fetched: proposals of this run are not what the stamp was made from. What was selected by
 * its last attempt is looked up again: otherwise it would stay due, and head every queue.
 */
function isUnchanged(item: RecordItem, hashInputs: HashInputs, names: OwnFieldNames): boolean {
	const { selectedAs, askedHash } = item._enrichment ?? {};
	if (selectedAs === 'due') return false;
	if (askedHash !== undefined) return askedHash === inputHash(hashInputs, item);
	const stamped = item[names.matchHash];
	if (isBlank(stamped) || isBlank(item[names.lastActivity])) return false;
	if (unsettledOutcomes.has(item[names.outcome])) return false;
	return stamped === inputHash(hashInputs, item);
}

/** The waterfall: an earlier provider has a value that may be written and is sure enough of it. */
function isServed(item: RecordItem, mapping: FieldMapping): boolean {
	const proposal = item._enrichment?.proposals?.[mapping.target];
	if (!proposal || proposal.confidence < mapping.minConfidence) return false;
	return mayReplace(item[mapping.target], proposal.policy);
}

function isFilled(item: RecordItem, mapping: FieldMapping): boolean {
	return !mayReplace(item[mapping.target], mapping.policy);
}

function queryOf(record: SalesforceRecord, key: number, inputs: MatchInputs): ProviderQuery | undefined {
	const email = ownEmailOf(inputValue(record, inputs.email));
	// A mailbox that nobody reads is still one of its company's.
	const domain = companyDomainOf(inputValue(record, inputs.website), normalizeEmail(inputValue(record, inputs.email)));
	const company = inputValue(record, inputs.company);
	const country = inputValue(record, inputs.country);
	const isUsable = email !== undefined || domain !== undefined || normalizeCompanyName(company) !== undefined;
	if (!isUsable) return undefined;
	return {
		key,
		...(email !== undefined && { email }),
		...(domain !== undefined && { domain }),
		...(normalizeCompanyName(company) !== undefined && { company: String(company).trim() }),
		...(!isBlank(country) && { country: String(country).trim() }),
	};
}

function inputValue(record: SalesforceRecord, path: string | undefined): unknown {
	return isBlank(path) ? undefined : readField(record, path as string);
}

function unusableMessage(record: SalesforceRecord, inputs: MatchInputs): string {
	const parts = [inputs.email, inputs.website, inputs.company]
		.filter((path): path is string => !isBlank(path))
		.map((path) => `${path} is ${stateOf(readField(record, path))}`);
	return `Nothing to match on: ${parts.join(', ')}.`;
}

function stateOf(value: unknown): string {
	if (value === undefined) return 'not in the item';
	return isBlank(value) ? 'blank' : 'not usable';
}
