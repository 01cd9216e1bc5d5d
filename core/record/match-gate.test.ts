import { fetchPreset } from '../stages/fetch/object-presets';
import { shippedFieldNames } from './fields';
import { inputHash } from './input-hash';
import { isUnchangedInput, matchHashInputs, standardHashInputs, standardMatchInputs } from './match-gate';

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
		for (const field of Object.values(standardMatchInputs(sObject)!)) expect(read).toContain(field);
		expect(standardHashInputs(sObject)).toEqual(matchHashInputs(standardMatchInputs(sObject)!));
	});

	it('knows none of other objects', () => {
		expect(standardMatchInputs('constructor')).toBeUndefined();
		expect(standardHashInputs('Partner__c')).toBeUndefined();
	});
});
