import type { Evidence } from './evidence';
import { couldNotBeChecked, type Finding } from './finding';
import type { DescribedObject } from './setup-questions';

const readIt = 'Let the integration user read the object, or look it up in Setup.';

/** Whether states and countries come from the org's lists, in which case they are written by their codes. */
export function checkPlaces(sObject: string, object: Evidence<DescribedObject>): Finding {
	const check = 'states and countries';
	if (object.status === 'refused') return couldNotBeChecked(check, object.why, readIt);
	const names = object.found.fields
		.filter(({ name, type }) => type === 'picklist' && /(State|Country)Code$/.test(name))
		.map(({ name }) => name);
	if (names.length === 0) return { check, state: 'ok', what: `${sObject} takes states and countries as any text.` };
	const what = `State and country picklists are on; ${sObject} is written by codes, and a state or country that the lists lack is left out.`;
	return {
		check,
		state: 'warning',
		what,
		whatToDo: 'Add to the picklists the countries and states that your data has.',
		names,
	};
}

/** Whether the org has several currencies, in which case an amount says little without its own. */
export function checkCurrencies(sObject: string, object: Evidence<DescribedObject>): Finding {
	const check = 'currencies';
	if (object.status === 'refused') return couldNotBeChecked(check, object.why, readIt);
	if (!object.found.fields.some(({ name }) => name === 'CurrencyIsoCode'))
		return { check, state: 'ok', what: 'The org has one currency.' };
	const names = object.found.fields.filter(({ type }) => type === 'currency').map(({ name }) => name);
	const what = `The org has several currencies; amounts are converted into that of their ${sObject}, and one of which nobody says the currency is left out.`;
	const whatToDo =
		'Say the currency of amounts: in a column beside them in reference data, or in the source of a mapping.';
	return { check, state: 'warning', what, whatToDo, names };
}
