import { isBlank } from '../../record/field-value';
import { ownCurrency, type Proposal, isScore } from '../../record/record-item';
import type { FieldDescription, SObjectDescription } from '../../salesforce/schema';
import {
	convertAmount,
	currencyField,
	hasCurrencies,
	noCurrencies,
	type Currencies,
} from '../../salesforce/currencies';
import { coerceNumber } from './coerce/coerce-number';
import { refused, type Refusal } from './coerce/coercion';

/** What the amount of a record depends on beside itself. */
export interface AmountContext {
	readonly description: SObjectDescription;
	readonly currencies?: Currencies;
	/** ISO code that the record has once it is written. */
	readonly recordCurrency: unknown;
}

/**
 * The proposed value as an amount in the record's currency, where the org has several; any other value as it is. An
 * amount of a currency that is unknown or has no rate is not sent: read in the wrong currency it would be wrong data.
 */
export function inRecordCurrency(
	field: FieldDescription,
	proposal: Proposal,
	{ description, currencies = noCurrencies, recordCurrency }: AmountContext,
): { readonly value: unknown } | Refusal {
	const { value, currency } = proposal;
	if (field.type !== 'currency' || isBlank(value) || !hasCurrencies(description)) return { value };
	if (currency === ownCurrency || isScore(proposal)) return { value };
	if (isBlank(currency)) return unconvertible(field, `nobody says in which currency ${String(value)} is`);
	const from = String(currency).trim().toUpperCase();
	if (isBlank(recordCurrency))
		return unconvertible(field, `which currency the record will have is not known, and the amount is in ${from}`);
	const to = String(recordCurrency).toUpperCase();
	const amount = coerceNumber(value, { ...field, precision: 0 });
	if (from === to || !amount.ok) return { value };
	const converted = convertAmount(Number(amount.value), from, to, currencies);
	return converted === undefined
		? unconvertible(field, `the org has no rate to convert ${from} into ${to}`)
		: { value: converted };
}

/** Whether rates may be needed to write these proposals. */
export function needsRates(proposals: Readonly<Record<string, Proposal>>, description: SObjectDescription): boolean {
	if (!hasCurrencies(description)) return false;
	return Object.entries(proposals).some(
		([name, { currency }]) =>
			description.fieldByName.get(name)?.type === 'currency' && !isBlank(currency) && currency !== ownCurrency,
	);
}

function unconvertible(field: FieldDescription, why: string): Refusal {
	return refused('CURRENCY_UNKNOWN', field, `${field.name}: ${why}, and this org has several (${currencyField})`);
}
