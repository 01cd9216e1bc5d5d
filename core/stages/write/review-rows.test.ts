import type { SObjectDescription } from '../../salesforce/schema';
import { aField } from '../../changes/plan/field-description.builders';
import { changeRows, listsChanges } from './review-rows';

const description: SObjectDescription = {
	name: 'Lead',
	label: 'Lead',
	keyPrefix: '00Q',
	fieldByName: new Map([['NumberOfEmployees', aField('NumberOfEmployees', { type: 'int', label: 'Employees' })]]),
};
const settings = { description, org: { instanceUrl: 'https://acme.my.salesforce.com/' } };
const id = '00Q5e0000000001EAA';

describe('changeRows', () => {
	it('gives one flat row per field, with a link, the label, and where the value comes from', () => {
		const changes = [
			{ field: 'NumberOfEmployees', before: 10, after: 1200, provider: 'reference', confidence: 0.9, policy: 'always' },
		];
		expect(
			changeRows({ item: { Id: '00Q5e0000000001', FirstName: 'Ada', LastName: 'Novak' }, changes }, settings),
		).toEqual([
			{
				link: `https://acme.my.salesforce.com/${id}`,
				record: 'Ada Novak',
				Id: id,
				field: 'Employees',
				apiName: 'NumberOfEmployees',
				before: 10,
				after: 1200,
				source: 'reference',
				confidence: 0.9,
				policy: 'always',
			},
		]);
	});

	it('shows blanks and what nobody knows as empty cells', () => {
		const [row] = changeRows(
			{ item: { Id: id }, changes: [{ field: 'Gone__c', before: null, after: null }] },
			settings,
		);
		expect(row).toMatchObject({
			record: '',
			field: 'Gone__c',
			before: '',
			after: '',
			source: '',
			confidence: '',
			policy: '',
		});
		expect(Object.values(row)).not.toContain(undefined);
	});

	it.each([
		['zero', 0],
		['an unticked box', false],
	])('keeps %s, which is a value', (_what, value) => {
		const [row] = changeRows({ item: { Id: id }, changes: [{ field: 'F', before: value, after: value }] }, settings);
		expect([row.before, row.after]).toEqual([value, value]);
	});

	it('names a record that is to be created by its new values, and has no link yet', () => {
		const changes = [
			{ field: 'LastName', before: null, after: 'New' },
			{ field: 'Company', before: null, after: 'Acme' },
		];
		expect(changeRows({ item: { Key__c: 'k-1' }, changes, isCreation: true }, settings)).toMatchObject([
			{ link: '', Id: '', record: 'New', before: '', after: 'New' },
			{ record: 'New', after: 'Acme' },
		]);
	});

	it('prefers the name that Salesforce has to that of the item', () => {
		const changes = [{ field: 'Phone', before: null, after: '1' }];
		expect(
			changeRows({ item: { Id: id, LastName: 'Item' }, changes, recordName: 'Ada Novak' }, settings),
		).toMatchObject([{ record: 'Ada Novak' }]);
	});

	it('names a record whose name changes as people know it', () => {
		const changes = [{ field: 'LastName', before: 'Old', after: 'New' }];
		expect(changeRows({ item: { Id: id, LastName: 'Old' }, changes }, settings)).toMatchObject([{ record: 'Old' }]);
	});
});

describe('listsChanges', () => {
	it.each([
		['dry_run', true, true],
		['dry_run', false, false],
		['always', true, true],
		['always', false, true],
		['never', true, false],
		['never', false, false],
	] as const)('%s in a dry run (%s): %s', (asked, isDryRun, expected) => {
		expect(listsChanges(asked, isDryRun)).toBe(expected);
	});
});
