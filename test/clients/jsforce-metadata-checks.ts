import assert from 'node:assert/strict';
import type { Connection } from 'jsforce';
import 'jsforce/lib/api/metadata';
import type { Checks } from './checks';

const tier = { fullName: 'Lead.Tier__c', label: 'Tier', type: 'Text', length: 20 };

/** jsforce's Metadata API: custom fields are created, read, changed and deleted one by one. */
export async function checkJsforceMetadata(checks: Checks, connection: Connection): Promise<void> {
	const { metadata } = connection;
	await checks.check('metadata: creates a custom field, and is told of one that is there', async () => {
		const [created, wrong] = await metadata.create('CustomField', [tier, { ...tier, fullName: 'Nope.Tier__c' }]);
		assert.deepEqual([created.success, created.fullName, wrong.success], [true, 'Lead.Tier__c', false]);
		const again = await metadata.create('CustomField', tier);
		assert.deepEqual(
			[again.success, again.errors.map(({ statusCode }) => statusCode)],
			[false, ['DUPLICATE_DEVELOPER_NAME']],
		);
	});
	await checks.check('metadata: reads a custom field', async () => {
		const field = await metadata.read('CustomField', 'Lead.Tier__c');
		assert.deepEqual(
			[field.fullName, field.type, Number(field.length), field.label],
			['Lead.Tier__c', 'Text', 20, 'Tier'],
		);
	});
	await checks.check('metadata: changes and deletes a custom field', async () => {
		const changed = await metadata.update('CustomField', { ...tier, length: 40 });
		const upserted = await metadata.upsert('CustomField', { ...tier, fullName: 'Lead.Other__c', label: 'Other' });
		assert.deepEqual([changed.success, upserted.success, upserted.created], [true, true, true]);
		assert.equal(Number((await metadata.read('CustomField', 'Lead.Tier__c')).length), 40);
		const deleted = await metadata.delete('CustomField', ['Lead.Tier__c', 'Lead.Other__c']);
		assert.deepEqual(
			deleted.map(({ success }) => success),
			[true, true],
		);
	});
}
