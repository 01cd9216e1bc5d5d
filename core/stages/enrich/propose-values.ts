import { isBlank } from '../../record/field-value';
import type { Proposal } from '../../record/record-item';
import type { FieldMapping } from './enrich-request';
import type { MatchedAnswer } from './provider';

/** The attribute that says what an e-mail address is worth, beside it. */
const statusOf: Readonly<Record<string, string>> = { email: 'email_status', personal_email: 'personal_email_status' };

/** The attributes that the mappings read, each once: their own, and what an address is worth where that decides. */
export function attributesRead(mappings: readonly FieldMapping[]): string[] {
	const read = mappings.flatMap(({ source, emailStatuses }) => [
		source,
		...(emailStatuses && Object.hasOwn(statusOf, source) ? [statusOf[source]] : []),
	]);
	return [...new Set(read)];
}

/** How sure the provider is of one attribute. */
export function confidenceOf({ confidence, confidenceOf: byAttribute = {} }: MatchedAnswer, source: string): number {
	return Object.hasOwn(byAttribute, source) ? byAttribute[source] : confidence;
}

/**
 * A proposal for each target that the answer has a value for; of several mappings to one target the first that has one
 * counts. What goes with another value is proposed with it only.
 */
export function proposeValues(
	answer: MatchedAnswer,
	mappings: readonly FieldMapping[],
	providerId: string,
): Record<string, Proposal> {
	const proposals: Record<string, Proposal> = {};
	const [dependent, independent] = [mappings.filter(isDependent), mappings.filter((mapping) => !isDependent(mapping))];
	for (const mapping of [...independent, ...dependent]) {
		const { source, target, goesWith } = mapping;
		if (Object.hasOwn(proposals, target)) continue;
		const partner = goesWith === undefined ? undefined : proposals[goesWith];
		if (goesWith !== undefined && !partner) continue;
		const value = proposedValue(answer, mapping);
		if (isBlank(value)) continue;
		const currency = currencyOf(answer.values, source);
		proposals[target] = {
			value,
			provider: providerId,
			confidence: partner?.confidence ?? confidenceOf(answer, source),
			observedAt: answer.observedAt,
			policy: mapping.policy,
			...(currency !== undefined && { currency }),
		};
	}
	return proposals;
}

function isDependent({ goesWith }: FieldMapping): boolean {
	return goesWith !== undefined;
}

/** As the target calls it; `undefined` where the answer has none, or an address that is not good enough. */
function proposedValue({ values }: MatchedAnswer, { source, synonyms, emailStatuses }: FieldMapping): unknown {
	const value = Object.hasOwn(values, source) ? values[source] : undefined;
	if (isBlank(value)) return undefined;
	if (emailStatuses && Object.hasOwn(statusOf, source)) {
		// An address that nobody has checked is an unverified one.
		const status = values[statusOf[source]] ?? 'unverified';
		if (!(emailStatuses as readonly unknown[]).includes(status)) return undefined;
	}
	return synonyms ? translated(value, synonyms) : value;
}

/** A list is translated value by value. */
function translated(value: unknown, synonyms: Readonly<Record<string, string>>): unknown {
	if (Array.isArray(value)) return value.map((each) => translated(each, synonyms));
	if (typeof value !== 'string') return value;
	const own = new Map(Object.entries(synonyms).map(([from, to]) => [synonymKey(from), to]));
	const whole = own.get(synonymKey(value));
	if (whole !== undefined || !value.includes(';')) return whole ?? value;
	return value
		.split(';')
		.map((each) => own.get(synonymKey(each)) ?? each.trim())
		.join(';');
}

function synonymKey(value: string): string {
	return value.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The ISO code that a provider gives beside an amount: for that attribute (`annual_revenue_currency`) or for all of them (`currency`). */
function currencyOf(values: MatchedAnswer['values'], source: string): string | undefined {
	const said = values[`${source}_currency`] ?? values.currency;
	return typeof said === 'string' && /^[A-Za-z]{3}$/.test(said.trim()) ? said.trim().toUpperCase() : undefined;
}
