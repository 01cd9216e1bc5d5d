import { effectiveRecord, mayReplace } from '../../record/effective';
import { readField } from '../../record/field-path';
import { isBlank } from '../../record/field-value';
import { isUnchangedInput, type MatchInputs } from '../../record/match-gate';
import { companyDomainOf, normalizeCompanyName, normalizeEmail, ownEmailOf } from '../../record/normal-forms';
import type { HashInputs, RecordItem, SalesforceRecord } from '../../record/record-item';
import type { EnrichRequest, FieldMapping } from './enrich-request';
import type { ProviderQuery } from './provider';

/** Whether a record is put to the provider, and if not why. */
export type LookUpPlan =
	| { readonly kind: 'ask'; readonly query: ProviderQuery; readonly mappings: readonly FieldMapping[] }
	/** Every mapping is served already, by an earlier provider or by Salesforce; `isServed` tells by a provider. */
	| { readonly kind: 'filled'; readonly isServed: boolean }
	| { readonly kind: 'unchanged' }
	| { readonly kind: 'unusable'; readonly message: string };

/** Decides what becomes of one record; `key` names its query. */
export function planLookUp(item: RecordItem, key: number, request: EnrichRequest, hashInputs: HashInputs): LookUpPlan {
	const { gate, fieldNames } = request;
	// As it was fetched: proposals of this run are not what the stamp was made from.
	if (gate && isUnchangedInput(item, hashInputs, item._enrichment ?? {}, fieldNames)) return { kind: 'unchanged' };
	const mappings = request.mappings.filter((mapping) => !isServed(item, mapping) && !isFilled(item, mapping));
	if (mappings.length === 0) {
		return { kind: 'filled', isServed: request.mappings.some((mapping) => isServed(item, mapping)) };
	}
	const query = queryOf(effectiveRecord(item), key, request.inputs);
	if (query) return { kind: 'ask', query, mappings };
	return { kind: 'unusable', message: unusableMessage(effectiveRecord(item), request.inputs) };
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
