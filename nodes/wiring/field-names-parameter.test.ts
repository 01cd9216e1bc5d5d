import { type OwnFieldKey, ownFields, shippedFieldNames } from '../../core/record/fields';
import type { Run } from '../../core/store/contract/runs';
import { fieldNamesFor, fieldNamesOption, readFieldNames } from './field-names-parameter';

const aRun = (settings?: Run['settings']): Run => ({
	orgId: '00D000000000001AAA',
	pipeline: 'hourly',
	sObject: 'Lead',
	runId: 'run-1',
	status: 'Running',
	isDryRun: false,
	leaseMs: 60_000,
	startedAt: new Date(0),
	settings,
});

describe('fieldNamesOption', () => {
	it('asks for every field of ours once, by what it is for, in the order of the alphabet', () => {
		const [group] = fieldNamesOption.options as Array<{ values: Array<{ name: OwnFieldKey; displayName: string }> }>;
		expect(group.values.map(({ name }) => name).sort()).toEqual(Object.keys(ownFields).sort());
		const names = group.values.map(({ displayName }) => displayName);
		expect(names).toContain('Last Activity Field');
		expect(names).toEqual([...names].sort());
	});
});

describe('readFieldNames', () => {
	it('gives the names that are filled in, trimmed', () => {
		const names = { matchHash: ' Mintigo_hash__c ', message: '  ', somethingElse: 'x' };
		expect(readFieldNames({ fieldNames: { names } })).toEqual({ matchHash: 'Mintigo_hash__c' });
	});

	it.each([{}, { fieldNames: {} }, { fieldNames: { names: { message: '' } } }])('gives undefined for %j', (options) => {
		expect(readFieldNames(options)).toBeUndefined();
	});
});

describe('fieldNamesFor', () => {
	const options = { fieldNames: { names: { logId: 'Own_Log__c' } } };

	it('takes the node’s own names without a run, and in a run that has none', () => {
		const expected = { ...shippedFieldNames, logId: 'Own_Log__c' };
		expect(fieldNamesFor(undefined, options)).toEqual(expected);
		expect(fieldNamesFor(aRun(), options)).toEqual(expected);
	});

	it('lets the names of the run rule, all of them', () => {
		const run = aRun({ fieldNames: { matchHash: 'Mintigo_hash__c' } });
		expect(fieldNamesFor(run, options)).toEqual({ ...shippedFieldNames, matchHash: 'Mintigo_hash__c' });
	});
});
