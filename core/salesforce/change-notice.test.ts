import { toRecordId } from '../record/identity';
import { leadId, testOrgId } from './change-messages.builders';
import { parseChangeNotice } from './change-notice';

const rules = { maxBytes: 200_000, enrichedField: 'Last__c' };
const parse = (content: unknown) => parseChangeNotice(Buffer.from(JSON.stringify(content)), rules);
const [one, two] = [leadId(1), leadId(2)].map(toRecordId);
const notices = [{ recordId: one }, { recordId: two }];

describe('parseChangeNotice', () => {
	it.each<[string, unknown, object]>([
		['Ids', { ids: [leadId(1), two] }, { notices }],
		['a list of Ids', [one, two, leadId(1)], { notices }],
		['records', { records: [{ Id: one, Name: 'x', attributes: { type: 'Lead' } }, { Id: two }] }, { notices }],
		['a list of records', [{ Id: one }, { Id: two }], { notices }],
		[
			'object and org',
			{ sObject: 'Partner__c', orgId: testOrgId.slice(0, 15), ids: [one] },
			{ sObject: 'Partner__c', orgId: testOrgId, notices: [{ recordId: one }] },
		],
		[
			'hints',
			[{ Id: one, CreatedDate: '2026-11-21T12:00:00.000+0000', LastModifiedDate: 7, Last__c: '2026-11-20T12:00:00Z' }],
			{
				notices: [
					{
						recordId: one,
						createdAt: new Date('2026-11-21T12:00:00.000Z'),
						enrichedAt: new Date('2026-11-20T12:00:00.000Z'),
					},
				],
			},
		],
	])('reads %s', (_case, content, expected) => {
		expect(parse(content)).toEqual({ empty: 0, ...expected });
	});

	it('takes 2,000 Ids and no more', () => {
		const ids = (count: number) => Array.from({ length: count }, (_, index) => leadId(index));
		expect(parse(ids(2000)).notices).toHaveLength(2000);
		expect(() => parse(ids(2001))).toThrow('names more than 2000 records');
	});

	it.each<[string, unknown]>([
		['nothing', {}],
		['a text', 'ids'],
		['null', null],
		['an empty list', []],
		['no Ids', { ids: [] }],
		['Ids and records', { ids: [one], records: [{ Id: one }] }],
		['an Id that is none', [one, '00Q']],
		['a number', [one, 7]],
		['a list in a list', [[one]]],
		['a mixed list', [one, { Id: two }]],
		['a record without its Id', [{ id: one }]],
		['an org that is none', { orgId: one, ids: [one] }],
		['an object that is none', { sObject: "Lead' OR Id != '", ids: [one] }],
		['keys that nobody knows', { ids: [one], url: 'http://x' }],
		['an Id as text', { ids: one }],
	])('refuses %s', (_case, content) => {
		expect(() => parse(content)).toThrow(/^The message [a-zA-Z0-9 ,-]+\.$/);
	});

	it.each([
		['no JSON', '{'],
		['a prototype', `{"ids":["${one}"],"__proto__":{"isAdmin":true}}`],
		['a record that inherits its Id', `[{"__proto__":{"Id":"${one}"}}]`],
		['deep nesting', '['.repeat(90_000)],
		['a large body', `["${one}${' '.repeat(200_000)}"]`],
		['bytes that are no UTF-8', '["\xff"]'],
	])('refuses %s', (_case, text) => {
		expect(() => parseChangeNotice(Buffer.from(text, 'latin1'), rules)).toThrow(/^The message [a-zA-Z0-9 -]+\.$/);
		expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
	});
});
