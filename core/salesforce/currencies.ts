import { EnrichmentError } from '../errors';
import type { SalesforceClient } from './client';
import type { SObjectDescription } from './schema';

/** The field that only records of an org with several currencies have: the currency of all its amounts. */
export const currencyField = 'CurrencyIsoCode';

/** What an org knows of its currencies. */
export interface Currencies {
	/** ISO 4217; the one whose rate is 1. `undefined` when the org does not say. */
	readonly corporate?: string;
	/** Units of each currency for one of the corporate currency, by ISO code; inactive currencies too. */
	readonly rateByCode: ReadonlyMap<string, number>;
}

/** Of an org that does not tell: nothing can be converted. */
export const noCurrencies: Currencies = { rateByCode: new Map() };

interface CurrencyTypeRow {
	readonly IsoCode: string;
	readonly ConversionRate: number;
	readonly IsCorporate: boolean;
}

/** Whether the org has several currencies, as the object shows it. */
export function hasCurrencies({ fieldByName }: SObjectDescription): boolean {
	return fieldByName.has(currencyField);
}

/**
 * The org's currencies and their rates, in one call. Dated rates, where an org has them, hold for opportunities only;
 * amounts of Leads, Contacts and Accounts follow these (help, “About Advanced Currency Management”). `noCurrencies` when
 * the user may not read them.
 */
export async function fetchCurrencies(client: SalesforceClient, signal?: AbortSignal): Promise<Currencies> {
	const rateByCode = new Map<string, number>();
	let corporate: string | undefined;
	try {
		for await (const { records } of client.query(
			'SELECT IsoCode, ConversionRate, IsCorporate FROM CurrencyType',
			signal,
		)) {
			for (const { IsoCode, ConversionRate, IsCorporate } of records as unknown as CurrencyTypeRow[]) {
				rateByCode.set(IsoCode.toUpperCase(), ConversionRate);
				if (IsCorporate) corporate = IsoCode.toUpperCase();
			}
		}
	} catch (error) {
		if (
			error instanceof EnrichmentError &&
			['invalid_parameter', 'missing_field', 'salesforce_refused'].includes(error.code)
		)
			return noCurrencies;
		throw error;
	}
	return { corporate, rateByCode };
}

/** The amount in another currency by the org's rates; `undefined` when the org has no rate for one of them. */
export function convertAmount(
	amount: number,
	from: string,
	to: string,
	{ rateByCode }: Currencies,
): number | undefined {
	const [fromCode, toCode] = [from.toUpperCase(), to.toUpperCase()];
	if (fromCode === toCode) return amount;
	const [fromRate, toRate] = [rateByCode.get(fromCode), rateByCode.get(toCode)];
	return fromRate && toRate ? (amount / fromRate) * toRate : undefined;
}
