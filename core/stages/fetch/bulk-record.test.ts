import type { FieldDescription } from '../../salesforce/schema';
import { recordsOfRows } from './bulk-record';

const types: Record<string, string> = {
	...{
		Id: 'id',
		Name: 'string',
		IsActive__c: 'boolean',
		Employees: 'int',
		Revenue: 'currency',
		SystemModstamp: 'datetime',
	},
	...{ Born: 'date', 'Account.Name': 'string', 'Account.Size': 'double', 'Account.Owner.Name': 'string' },
};
const fieldByPath = new Map(Object.entries(types).map(([path, type]) => [path, { type } as FieldDescription]));
const recordOf = (row: Record<string, string>, fields = Object.keys(row)) =>
	recordsOfRows(
		{ columns: Object.keys(row), rows: [Object.values(row)] },
		{ sObject: 'Contact', fieldByPath },
		fields,
	)[0];

describe('recordsOfRows', () => {
	it('gives values the types and forms of the REST API', () => {
		const row = {
			Id: '003',
			Name: '01234',
			IsActive__c: 'false',
			Employees: '5',
			Revenue: '1.39E8',
			SystemModstamp: '2026-11-21T16:00:00.000Z',
			Born: '1990-01-02',
		};
		expect(recordOf(row)).toEqual({
			attributes: { type: 'Contact' },
			...{ Id: '003', Name: '01234', IsActive__c: false, Employees: 5, Revenue: 139_000_000 },
			...{ SystemModstamp: '2026-11-21T16:00:00.000+0000', Born: '1990-01-02' },
		});
	});

	it('gives null for what is empty or missing', () => {
		expect(recordOf({ Name: '' }, ['Name', 'Revenue'])).toMatchObject({ Name: null, Revenue: null });
	});

	it('nests parents, at any depth', () => {
		const row = { 'Account.Name': 'Acme', 'Account.Size': '5.0', 'Account.Owner.Name': 'Sandy' };
		expect(recordOf(row)).toMatchObject({ Account: { Name: 'Acme', Size: 5, Owner: { Name: 'Sandy' } } });
	});

	it('goes by the headers, in whatever order they come', () => {
		const rows = [
			['Acme', '003A'],
			['Globex', '003B'],
		];
		const records = recordsOfRows({ columns: ['Account.Name', 'Id'], rows }, { sObject: 'Contact', fieldByPath }, [
			'Id',
			'Account.Name',
		]);
		expect(records).toMatchObject([
			{ Id: '003A', Account: { Name: 'Acme' } },
			{ Id: '003B', Account: { Name: 'Globex' } },
		]);
	});

	it('takes a parent of which nothing is known for none', () => {
		expect(recordOf({ 'Account.Name': '', 'Account.Owner.Name': '' })).toMatchObject({ Account: null });
	});
});
