import { EnrichmentError } from '../../errors';
import { isBlank } from '../../record/field-value';
import {
	ownCurrency,
	withEnrichment,
	type MultiSelectMode,
	type OverwritePolicy,
	type Proposal,
	type RecordItem,
} from '../../record/record-item';
import type { FieldDescription, SObjectDescription } from '../../salesforce/schema';
import { isMoment } from '../../changes/plan/coerce/coerce-time';
import { quoted } from '../../changes/plan/coerce/coercion';
import { lookUpOf } from '../../changes/plan/parents-by-key';

/** How mapped values become proposals: one policy, and what differs for single fields. */
export interface MappingRules {
	readonly policy: OverwritePolicy;
	readonly exceptions: readonly FieldException[];
	/** Where the values come from, for the journal. */
	readonly provider: string;
	/** 0–1. */
	readonly confidence: number;
	/** ISO 8601. */
	readonly observedAt: string;
	/** ISO 4217, of the amounts; that of each record unless set. */
	readonly currency?: string;
}

/** What differs for one field; absent parts are as for the others. */
export interface FieldException {
	readonly field: string;
	readonly policy?: OverwritePolicy;
	readonly multiSelect?: MultiSelectMode;
}

/** Fewer values than these may all be slips of one kind; the mapping is then left to the records. */
const tellingValues = 10;

const numberTypes: ReadonlySet<string> = new Set(['int', 'long', 'double', 'currency', 'percent']);

/** The item with a proposal for each mapped value; a blank value proposes nothing, so that a gap in the input empties no field, unless its policy is `clear`. */
export function withMappedProposals(
	item: RecordItem,
	values: Readonly<Record<string, unknown>>,
	rules: MappingRules,
): RecordItem {
	const { provider, confidence, observedAt, currency = ownCurrency } = rules;
	const exceptionByField = new Map(rules.exceptions.map((exception) => [exception.field, exception]));
	const proposals: Record<string, Proposal> = {};
	for (const [field, value] of Object.entries(values)) {
		const { policy = rules.policy, multiSelect } = exceptionByField.get(field) ?? {};
		if (isBlank(value) && policy !== 'clear') continue;
		proposals[field] = {
			value: isBlank(value) ? null : value,
			provider,
			source: 'mapping',
			confidence,
			observedAt,
			policy,
			currency,
			...(multiSelect && { multiSelect }),
		};
	}
	return withEnrichment(item, { proposals });
}

/**
 * Throws `missing_field` or `invalid_parameter` when a mapped field cannot take what is mapped to it, whatever the
 * record: there is no such field, or many values are of a kind that never fits, such as text on a checkbox, and none fits.
 */
export function checkMapping(
	description: SObjectDescription,
	items: readonly RecordItem[],
	fields: readonly string[],
): void {
	for (const name of fields) {
		const field = description.fieldByName.get(name) ?? lookUpOf(name, description);
		if (!field) throw noSuchField(name, description.name);
		// A look-up by a field of its parent takes whatever that field does.
		if (field.name !== name) continue;
		const values = items.map((item) => item._enrichment?.proposals?.[name]?.value).filter((value) => !isBlank(value));
		if (values.length >= tellingValues && values.every((value) => !canFit(field, value)))
			throw incompatible(field, values[0]);
	}
}

/** Whether a value of this kind may fit; a number may come as text, and what text says differs by record. */
function canFit({ type }: FieldDescription, value: unknown): boolean {
	if (Array.isArray(value)) return type === 'multipicklist';
	if (isMoment(value)) return ['date', 'datetime', 'time'].includes(type) || !isTyped(type);
	if (typeof value === 'object') return false;
	if (type === 'boolean') return /^(true|false|0|1)$/i.test(String(value).trim());
	if (typeof value === 'boolean') return !isTyped(type);
	if (typeof value === 'number') return type !== 'reference' && type !== 'id';
	return true;
}

function isTyped(type: string): boolean {
	return numberTypes.has(type) || ['boolean', 'date', 'datetime', 'time', 'reference', 'id'].includes(type);
}

function incompatible(field: FieldDescription, value: unknown): EnrichmentError {
	const sent = Array.isArray(value) ? 'array' : typeof value;
	return new EnrichmentError(
		'invalid_parameter',
		`The mapping to ${field.name} cannot work: Attempting to set ${field.type} field value with ${sent} ${quoted(value)}, and no record has a value that fits.`,
		{
			remedy: `Map a ${field.type} value to ${field.label}, or another field.`,
			details: { field: field.name, fieldType: field.type },
		},
	);
}

function noSuchField(field: string, sObject: string): EnrichmentError {
	return new EnrichmentError('missing_field', `${sObject} has no field ${field}, or it is hidden from this user.`, {
		remedy: 'Check the API name, and that field-level security lets the user see the field.',
		details: { field },
	});
}
