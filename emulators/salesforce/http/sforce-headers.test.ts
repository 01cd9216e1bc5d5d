import { readAutoAssign, readClientName, readDuplicateRule } from './sforce-headers';

describe('readDuplicateRule', () => {
	it.each([
		[undefined, [false, false, false]],
		['allowSave=true; includeRecordDetails=true; runAsCurrentUser=true', [true, true, true]],
		['AllowSave = TRUE', [true, false, false]],
		['includeRecordDetails=yes,allowSave=false', [false, false, false]],
	])('reads %j', (header, expected) => {
		const { allowSave, includeRecordDetails, runAsCurrentUser } = readDuplicateRule(
			header === undefined ? {} : { 'sforce-duplicate-rule-header': header },
		);
		expect([allowSave, includeRecordDetails, runAsCurrentUser]).toEqual(expected);
	});
});

describe('readAutoAssign', () => {
	it.each([
		[undefined, { autoAssign: true }],
		['TRUE', { autoAssign: true }],
		[' false ', { autoAssign: false }],
		['01QD0000000EqWQ', { autoAssign: true, assignmentRuleId: '01QD0000000EqWQMA0' }],
	])('reads %j', (header, expected) => {
		expect(readAutoAssign(header === undefined ? {} : { 'sforce-auto-assign': header })).toEqual(expected);
	});

	it('refuses what is neither a boolean nor an id', () => {
		expect(() => readAutoAssign({ 'sforce-auto-assign': 'perhaps' })).toThrow('malformed id perhaps');
	});
});

describe('readClientName', () => {
	it.each([
		[{}, undefined],
		[{ 'sforce-call-options': 'client=SampleClient/1.0, defaultNamespace=battle' }, 'SampleClient/1.0'],
		[{ 'sforce-call-options': 'defaultNamespace=battle' }, undefined],
	])('reads %j', (headers, expected) => {
		expect(readClientName(headers)).toBe(expected);
	});
});
