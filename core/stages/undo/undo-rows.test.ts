import type { SObjectDescription } from '../../salesforce/schema';
import type { RecordUndo } from './undo-plan';
import { undoRows } from './undo-rows';

const id = '00Q5e0000000001EAA';
const fieldByName = new Map([['Industry', { label: 'Branch' }]]) as unknown as SObjectDescription['fieldByName'];
const settings = {
	description: { name: 'Lead', label: 'Lead', keyPrefix: '00Q', fieldByName },
	org: { instanceUrl: 'https://acme.my.salesforce.com' },
};

function anUndo(parts: Partial<RecordUndo>): RecordUndo {
	return { recordId: id, current: { LastName: 'Novak' }, isCreated: false, restores: [], back: [], left: [], ...parts };
}

describe('undoRows', () => {
	it.each([
		[false, 'Given back'],
		[true, 'Would be given back'],
	])('lists what goes back, in a dry run (%s) as %s', (isDryRun, result) => {
		const restores = [{ recordId: id, field: 'Industry', holds: 'Retail', restoreTo: null }];
		expect(undoRows(anUndo({ restores }), isDryRun, settings)).toEqual([
			{
				link: `https://acme.my.salesforce.com/${id}`,
				record: 'Novak',
				Id: id,
				field: 'Branch',
				apiName: 'Industry',
				before: 'Retail',
				after: '',
				result,
				reason: '',
			},
		]);
	});

	it('says why a field was left', () => {
		const left = [
			{ recordId: id, field: 'Industry', reason: 'edited', holds: 'Energy' },
			{ recordId: id, field: 'Phone', reason: 'refused', holds: '1', message: 'Frozen' },
		] as const;
		expect(undoRows(anUndo({ left }), false, settings)).toMatchObject([
			{ before: 'Energy', after: 'Energy', result: 'Left as it is', reason: 'somebody has changed it since' },
			{ field: 'Phone', reason: 'Salesforce refused it: Frozen' },
		]);
	});

	it('lists a record that the run created, and nothing that was back already', () => {
		expect(undoRows(anUndo({ isCreated: true }), false, settings)).toMatchObject([
			{ Id: id, field: '', result: 'Created by the run, stays' },
		]);
		expect(undoRows(anUndo({}), false, settings)).toEqual([]);
	});
});
