import { clone, setWith } from 'lodash';
import { isBlank } from './field-value';
import { readField } from './field-path';
import { ownCurrency, type RecordItem, type SalesforceRecord } from './record-item';

/** Salesforce's field for the currency of all amounts of a record. */
const currencyField = 'CurrencyIsoCode';

/** Amounts are told apart to so many digits: converting there and back must not make another value of one. */
const significantDigits = 6;

/** Where the currency of the amount at this path stands: on the same record or parent. */
export function currencyPathOf(path: string): string {
	return [...path.split('.').slice(0, -1), currencyField].join('.');
}

/**
 * The effective `record` of an item with its amounts in the org's own currency, so that they can be compared. An amount
 * whose currency is unknown or has no rate is left out, as if it were not there. Unchanged where the item comes from an org
 * with one currency, or from elsewhere.
 */
export function withComparableAmounts(record: SalesforceRecord, item: RecordItem): SalesforceRecord {
	const { amounts } = item._enrichment ?? {};
	let comparable = record;
	for (const path of amounts?.paths ?? []) {
		const value = readField(record, path);
		if (isBlank(value)) continue;
		const rate = amounts?.rateByCode[currencyOf(record, item, path) ?? ''];
		const amount = rate ? Number((Number(value) / rate).toPrecision(significantDigits)) : null;
		comparable = setWith(clone(comparable), path, Number.isNaN(amount) ? null : amount, clone);
	}
	return comparable;
}

/** A proposal that counts says its own currency. */
function currencyOf(record: SalesforceRecord, item: RecordItem, path: string): string | undefined {
	const proposal = readField(record, path) === readField(item, path) ? undefined : item._enrichment?.proposals?.[path];
	const code =
		proposal && proposal.currency !== ownCurrency ? proposal.currency : readField(record, currencyPathOf(path));
	return typeof code === 'string' ? code.trim().toUpperCase() : undefined;
}
