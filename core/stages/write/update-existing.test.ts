import { sortInputs } from './update-existing';

const object = { sObject: 'Lead', keyPrefix: '00Q' };
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
});
