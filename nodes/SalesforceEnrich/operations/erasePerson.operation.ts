import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { assertHostOf } from '../../../core/run/org-host';
import { erasePerson } from '../../../core/stages/enrich/erase-person';
import { systemClock } from '../../wiring/clock';
import { forEachItem } from '../../wiring/failed-items';
import { asItem } from '../../wiring/record-items';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';

const displayOptions = { show: { operation: ['erasePerson'] } };

export const description: INodeProperties[] = [
	{
		displayName:
			'Forgets one person in the store of this n8n: kept answers, history of changes, rows that wait, retries. Choose the org in Field Lists From: this operation connects to it, to know whose store it is. A receipt names what has to be erased elsewhere.',
		name: 'erasePersonNotice',
		type: 'notice',
		default: '',
		displayOptions,
	},
	{
		displayName: 'Record ID',
		name: 'personRecordId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 00Q5g00000ABCDEFGH',
		description:
			'ID of the Lead or Contact, also of one that Salesforce no longer has; an expression decides for each item',
		displayOptions,
	},
	{
		displayName: 'Email Addresses',
		name: 'personEmails',
		type: 'string',
		default: '',
		placeholder: 'e.g. ada@acme.com',
		description:
			'Addresses of the person, separated by commas; records whose history holds one of them are forgotten with it. An expression decides for each item.',
		displayOptions,
	},
	{
		displayName: 'Never Ask Again',
		name: 'suppress',
		type: 'boolean',
		default: true,
		description:
			'Whether to keep a keyed hash of ID and addresses, so that the person is left out from now on; off for a record that was only deleted',
		displayOptions,
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	if (this.getNodeParameter('authentication', 0, 'none') === 'none') throw noOrg();
	const store = await instanceStore();
	const { org } = await salesforceClient.call(this);
	await assertHostOf(store, org, systemClock());
	const receipts = await forEachItem.call(this, items, async (index) => {
		const recordId = textOf.call(this, 'personRecordId', index);
		const emails = textOf.call(this, 'personEmails', index).split(/[\s,;]+/);
		const person = { recordIds: recordId === '' ? [] : [recordId], emails: emails.filter((email) => email !== '') };
		const receipt = await erasePerson(store, org.orgId, person, {
			now: systemClock(),
			receiptId: randomUUID(),
			suppress: this.getNodeParameter('suppress', index) as boolean,
		});
		showNotes.call(this, [receipt.sentence]);
		return [asItem({ ...receipt, notReached: [...receipt.notReached] }, index)];
	});
	return [receipts];
}

function textOf(this: IExecuteFunctions, name: string, index: number): string {
	return String(this.getNodeParameter(name, index) ?? '').trim();
}

function noOrg(): EnrichmentError {
	return new EnrichmentError('invalid_parameter', 'Erase Person was not told which org the person belongs to.', {
		remedy: 'Choose the kind of credential in Field Lists From, and the credential of the org.',
	});
}
