import { fetchPreset } from '../stages/fetch/object-presets';
import { shippedFieldNames } from './fields';
import { inputHash } from './input-hash';
import {
	chainHashInputs,
	isUnchangedInput,
	matchHashInputs,
	standardHashInputs,
	standardMatchInputs,
} from './match-gate';

const inputs = standardHashInputs('Lead')!;
const lead = { Email: 'ada@acme.com', Website: 'acme.com', Company: 'Acme', Country: 'GB' };

function stamped(changes: Record<string, unknown> = {}) {
	return {
		...lead,
		[shippedFieldNames.matchHash]: inputHash(inputs, lead),
		[shippedFieldNames.lastActivity]: '2026-01-01T00:00:00.000Z',
		[shippedFieldNames.outcome]: 'written',
		...changes,
	};
}

describe('isUnchangedInput', () => {
	it.each([
		['the same inputs', stamped(), {}, true],
		['another spelling of the same', stamped({ Email: 'ADA@Acme.com', Website: 'https://www.acme.com/' }), {}, true],
		['another address', stamped({ Email: 'bob@acme.com' }), {}, false],
		['no stamp', lead, {}, false],
		['a stamp whose time was taken away', stamped({ [shippedFieldNames.lastActivity]: null }), {}, false],
		['an attempt that failed', stamped({ [shippedFieldNames.outcome]: 'provider_failed' }), {}, false],
		['a selection by the last attempt', stamped(), { selectedAs: 'due' as const }, false],
		['an attempt that left no stamp', lead, { askedHash: inputHash(inputs, lead) }, true],
		[
			'an attempt that left no stamp, with other inputs since',
			{ ...lead, Company: 'Other' },
			{ askedHash: inputHash(inputs, lead) },
			false,
		],
	])('says of %s whether anything that matters has changed', (_, record, marks, expected) => {
		expect(isUnchangedInput(record, inputs, marks)).toBe(expected);
	});
});

describe('standardMatchInputs', () => {
	it.each(['Lead', 'Contact', 'Account'])('names fields of %s that Fetch reads without being asked', (sObject) => {
		const read = fetchPreset(sObject, shippedFieldNames).fields;
		for (const field of Object.values(standardHashInputs(sObject)!.fields)) expect(read).toContain(field);
		expect(standardHashInputs(sObject)).toEqual(matchHashInputs(standardMatchInputs(sObject)!));
	});

	it('knows none of other objects', () => {
		expect(standardMatchInputs('constructor')).toBeUndefined();
		expect(standardHashInputs('Partner__c')).toBeUndefined();
	});
});

describe('matchHashInputs', () => {
	const identity = { email: 'Email', website: 'Website', company: 'Company', country: 'Country' };

	it('keeps the hash of the four inputs that stamps were made from, whatever else a provider is asked with', () => {
		const first = { scheme: 'match-1', fields: identity };
		expect(standardHashInputs('Lead')).toEqual(first);
		expect(matchHashInputs({ ...identity, phone: 'Phone', moreEmails: ['Other_Mail__c'], lei: 'LEI__c' })).toEqual(
			first,
		);
		expect(inputHash(matchHashInputs(identity), lead)).toBe(
			'2634337812873d40481cf4c92f09e706c1fbde0729c13fcca9048c1bb7e4fa5a',
		);
	});

	it('takes in what matters too, once, under another scheme', () => {
		const inputs = matchHashInputs({ email: 'Email', alsoMatters: ['LinkedIn__c', 'Email'] });
		expect(inputs).toEqual({
			scheme: 'match-2',
			fields: { email: 'Email', 'field LinkedIn__c': 'LinkedIn__c' },
		});
	});

	it('takes every input where none of them says by itself who the record is', () => {
		expect(matchHashInputs({ lei: 'LEI__c', country: 'BillingCountry', moreEmails: ['Mail__c'] })).toEqual({
			scheme: 'match-2',
			fields: { lei: 'LEI__c', country: 'BillingCountry', 'field Mail__c': 'Mail__c' },
		});
	});
});

describe('chainHashInputs', () => {
	it('is what the first look-up of a chain has said', () => {
		const [first, second] = [matchHashInputs({ email: 'Email' }), matchHashInputs({ company: 'Company' })];
		expect(chainHashInputs({}, second)).toBe(second);
		expect(chainHashInputs({ _enrichment: { hashInputs: { match: first } } }, second)).toBe(first);
	});
});
