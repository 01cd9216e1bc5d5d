import { consentOf, refusalOf } from '../../record/consent';
import { effectiveRecord, mayReplace } from '../../record/effective';
import { chainHashInputs, isUnchangedInput } from '../../record/match-gate';
import { matchValues, usedValues } from '../../record/match-query';
import type { HashInputs, RecordItem, SalesforceRecord } from '../../record/record-item';
import type { EnrichRequest, FieldMapping } from './enrich-request';
import { missingInputs, serves } from './missing-inputs';
import type { ProviderQuery } from './provider';

const erased = 'The person was erased, and is not asked about again.';

/** Whether a record is put to the provider, and if not why. */
export type LookUpPlan =
	| { readonly kind: 'ask'; readonly query: ProviderQuery; readonly mappings: readonly FieldMapping[] }
	/** Every mapping is served already, by an earlier provider or by Salesforce; `isServed` tells by a provider. */
	| { readonly kind: 'filled'; readonly isServed: boolean }
	| { readonly kind: 'unchanged' }
	| { readonly kind: 'opted_out'; readonly message: string }
	| { readonly kind: 'unusable'; readonly message: string };

/** Decides what becomes of one record; `key` names its query. */
export function planLookUp(item: RecordItem, key: number, request: EnrichRequest, hashInputs: HashInputs): LookUpPlan {
	const { gate, fieldNames, tellsEmployerChange } = request;
	// Whoever is asked next may not have heard of the change and would fill in the earlier company.
	if (tellsEmployerChange && item._enrichment?.outcome === 'changed_employer')
		return { kind: 'filled', isServed: true };
	if (request.suppressed?.has(key)) return { kind: 'opted_out', message: erased };
	// As it was fetched: proposals of this run are not what the stamp was made from.
	const gateInputs = chainHashInputs(item, hashInputs);
	if (gate && isUnchangedInput(item, gateInputs, item._enrichment ?? {}, fieldNames)) return { kind: 'unchanged' };
	const mappings = withTheirValue(
		request.mappings.filter((mapping) => !isServed(item, mapping) && !isFilled(item, mapping)),
	);
	if (mappings.length === 0) {
		return { kind: 'filled', isServed: request.mappings.some((mapping) => isServed(item, mapping)) };
	}
	const { refusal, allowed } = consented(item, request, mappings);
	if (refusal !== undefined) return { kind: 'opted_out', message: refusal };
	return askOrNot(effectiveRecord(item), key, request, allowed);
}

function askOrNot(
	record: SalesforceRecord,
	key: number,
	{ inputs, provider }: EnrichRequest,
	mappings: readonly FieldMapping[],
): LookUpPlan {
	const values = usedValues(matchValues(record, inputs), provider.facts.uses);
	if (serves(values, provider.facts.needs)) return { kind: 'ask', query: { key, ...values }, mappings };
	return { kind: 'unusable', message: missingInputs(record, values, inputs, provider) };
}

/** Why the record may not be asked about, and otherwise what may be taken from an answer. */
function consented(
	item: RecordItem,
	{ consentRules, provider: { facts } }: EnrichRequest,
	mappings: readonly FieldMapping[],
): { refusal?: string; allowed: readonly FieldMapping[] } {
	if (!consentRules || !facts.asksOutside) return { allowed: mappings };
	const question = { finds: facts.finds, wanted: mappings.map(({ source }) => source) };
	const { withheld } = consentOf(item, question, consentRules);
	const allowed = withTheirValue(mappings.filter(({ source }) => !withheld.includes(source)));
	return { refusal: refusalOf(item, question, consentRules), allowed };
}

/** What goes with another value has nothing to go with once that one is not looked for. */
function withTheirValue(mappings: readonly FieldMapping[]): FieldMapping[] {
	const targets = new Set(mappings.map(({ target }) => target));
	return mappings.filter(({ goesWith }) => goesWith === undefined || targets.has(goesWith));
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
