import { sortInputs } from './sort-inputs';

const object = { orgId: '00D5e00000PRODUEAK', sObject: 'Lead', keyPrefix: '00Q' };
const id = '00Q5e0000000001EAA';

describe('sortInputs', () => {
	it('takes ids of either length as 18 characters', () => {
		expect(sortInputs([{ Id: id.slice(0, 15) }], object).targets).toMatchObject([{ inputIndex: 0, id }]);
	});

	it.each([
		['no Id', {}, 'The item has no Id'],
		['an Id that is none', { Id: 'nonsense' }, '"nonsense" is not a Salesforce record Id'],
		['an Id of another object', { Id: '0015e0000000001' }, '0015e0000000001 is not the Id of a Lead'],
	])('turns down %s', (_name, item, message) => {
		expect(sortInputs([item], object)).toEqual({ targets: [], invalid: [{ inputIndex: 0, message }] });
	});

	it('keeps the first of two items for one record, in whatever form the Ids are', () => {
		const { targets, invalid } = sortInputs([{ Id: id }, { Id: id.slice(0, 15) }], object);
		expect(targets).toHaveLength(1);
		expect(invalid).toEqual([{ inputIndex: 1, message: `${id.slice(0, 15)} appears twice in the input` }]);
	});

	it('refuses everything when one item is of another org', () => {
		const items = [{ Id: id }, { Id: 'nonsense', _enrichment: { orgId: '00D5e00000SANDBEA0' } }];
		expect(() => sortInputs(items, object)).toThrow(expect.objectContaining({ code: 'org_mismatch' }));
	});
});
