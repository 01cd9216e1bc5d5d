import assert from 'node:assert/strict';
import type { Connection } from 'jsforce';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { Checks } from './checks';

/** What only SOAP offers, through jsforce: merge, undelete, convertLead. */
export async function checkJsforceSoap(checks: Checks, org: SalesforceEmulator, connection: Connection): Promise<void> {
	const create = async (sObject: string, fields: Record<string, unknown>) =>
		String((await connection.sobject(sObject).create(fields)).id);

	await checks.check('soap: merges three contacts, their case with them, and undeletes one', async () => {
		const people: string[] = [];
		for (const name of ['Stays', 'Goes', 'Leaves']) people.push(await create('Contact', { LastName: name }));
		const [main, second, third] = people;
		const caseId = await create('Case', { Subject: 'Moves', ContactId: second });
		const masterRecord = { type: 'Contact', Id: main, Title: 'Chosen' };
		const [merged] = await connection.soap.merge([
			{
				masterRecord,
				recordToMergeIds: [second, third],
				additionalInformationMap: [],
			},
		]);
		assert.deepEqual(
			[merged.success, merged.mergedRecordIds, merged.updatedRelatedIds],
			[true, [second, third], [caseId]],
		);
		assert.equal(org.org.get('Contact', main)?.Title, 'Chosen');
		const [back] = await connection.soap.undelete([second]);
		assert.deepEqual([back.success, org.org.get('Contact', second)?.IsDeleted], [true, false]);
	});
	await checks.check('soap: is told why a merge is refused', async () => {
		const id = await create('Contact', { LastName: 'Alone' });
		const [refused] = await connection.soap.merge([
			{ masterRecord: { type: 'Contact', Id: id }, recordToMergeIds: [id], additionalInformationMap: [] },
		]);
		assert.deepEqual([refused.success, refused.errors[0].statusCode], [false, 'INVALID_OPERATION']);
	});
	await checks.check('soap: converts a lead', async () => {
		const leadId = await create('Lead', { LastName: 'Converts', Company: 'Soap Ltd' });
		const [converted] = await connection.soap.convertLead([
			{
				leadId,
				convertedStatus: 'Closed - Converted',
				doNotCreateOpportunity: true,
				overwriteLeadSource: false,
				sendNotificationEmail: false,
			},
		]);
		assert.equal(converted.success, true);
		assert.equal(org.org.get('Lead', leadId)?.ConvertedContactId, converted.contactId);
	});
}
