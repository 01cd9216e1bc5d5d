import { startTestOrg } from '../test-org';
import type { OrgSeed } from '../org/seed';
import { buildSchema } from './build-schema';
import { describeSObject } from './describe';

const dataUrl = '/services/data/v68.0';
const seed: OrgSeed = {
	features: { stateAndCountryPicklists: true },
	recordTypes: [
		{ object: 'Lead', name: 'Inbound' },
		{ object: 'Lead', name: 'Event Lead', isDefault: true },
	],
	customObjects: [
		{
			name: 'Region__c',
			nameFormat: 'R-{0000}',
			fields: [
				{
					name: 'Account__c',
					type: 'reference',
					referenceTo: ['Account'],
					isMasterDetail: true,
					childRelationshipName: 'Regions__r',
				},
				{ name: 'Label__c', type: 'string', formula: "Account__r.Name & '-' & Name" },
			],
		},
	],
	customFields: [
		{
			object: 'Lead',
			name: 'Colour__c',
			type: 'picklist',
			restricted: true,
			picklistValues: ['Red', 'Blue'],
			inactiveValues: ['Grey'],
			defaultValue: 'Red',
		},
		{
			object: 'Lead',
			name: 'Shade__c',
			type: 'picklist',
			restricted: true,
			picklistValues: ['Rose', 'Navy', 'Plum'],
			picklistLabels: { Navy: 'Navy blue' },
			controllerName: 'Colour__c',
			validFor: { Rose: ['Red'], Navy: ['Blue'], Plum: ['Red', 'Blue'] },
		},
		{
			object: 'Account',
			name: 'Contacts__c',
			type: 'double',
			precision: 18,
			rollUp: { child: 'Contact', by: 'AccountId', operation: 'count' },
		},
	],
};
const schema = buildSchema(seed);

// Describe is read by name, whatever its shape.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the reply is JSON, asserted field by field
function describeOf(object: string): any {
	return describeSObject(schema, schema.type(object)!, dataUrl);
}

function fieldOf(object: string, name: string) {
	return describeOf(object).fields.find((each: { name: string }) => each.name === name);
}

describe('describeSObject', () => {
	it('tells a dependent picklist by its controller and a bitmap per value', () => {
		expect(fieldOf('Lead', 'Shade__c')).toMatchObject({
			controllerName: 'Colour__c',
			dependentPicklist: true,
			restrictedPicklist: true,
		});
		// One byte: Red is the highest bit, Blue the next, the inactive Grey the third.
		expect(
			fieldOf('Lead', 'Shade__c').picklistValues.map((each: { value: string; label: string; validFor: string }) => [
				each.value,
				each.label,
				each.validFor,
			]),
		).toEqual([
			['Rose', 'Rose', 'gA=='],
			['Navy', 'Navy blue', 'QA=='],
			['Plum', 'Plum', 'wA=='],
		]);
	});

	it('lists inactive values and the default', () => {
		expect(fieldOf('Lead', 'Colour__c').picklistValues).toEqual([
			{ active: true, defaultValue: true, label: 'Red', validFor: null, value: 'Red' },
			{ active: true, defaultValue: false, label: 'Blue', validFor: null, value: 'Blue' },
			{ active: false, defaultValue: false, label: 'Grey', validFor: null, value: 'Grey' },
		]);
	});

	it('tells codes and texts of an address, and the compound that holds them', () => {
		expect(fieldOf('Account', 'BillingStateCode')).toMatchObject({
			controllerName: 'BillingCountryCode',
			compoundFieldName: 'BillingAddress',
		});
		expect(fieldOf('Account', 'BillingAddress')).toMatchObject({
			type: 'address',
			createable: false,
			updateable: false,
			filterable: false,
			sortable: false,
			soapType: 'urn:address',
		});
		expect(fieldOf('Lead', 'Street')).toMatchObject({ type: 'textarea', length: 255, compoundFieldName: 'Address' });
		expect(fieldOf('Lead', 'LastName')).toMatchObject({ compoundFieldName: 'Name' });
	});

	it.each([
		['Region__c', 'Name', { autoNumber: true, createable: false, updateable: false, nameField: true }],
		[
			'Region__c',
			'Account__c',
			{ relationshipOrder: 0, cascadeDelete: true, nillable: false, updateable: false, permissionable: false },
		],
		[
			'Region__c',
			'Label__c',
			{
				calculated: true,
				calculatedFormula: "Account__r.Name & '-' & Name",
				createable: false,
				groupable: false,
				permissionable: true,
			},
		],
		['Account', 'Contacts__c', { calculated: true, updateable: false }],
		[
			'Task',
			'WhoId',
			{ polymorphicForeignKey: true, namePointing: true, referenceTo: ['Contact', 'Lead'], relationshipName: 'Who' },
		],
		['Lead', 'Company', { permissionable: false, nillable: false }],
		['Lead', 'Description', { type: 'textarea', length: 32_000, filterable: false, extraTypeInfo: 'plaintextarea' }],
	])('describes %s.%s', (object, name, expected) => {
		expect(fieldOf(object, name)).toMatchObject(expected);
	});

	it('lists children, custom activities included', () => {
		const names = (object: string) =>
			describeOf(object).childRelationships.map((each: { relationshipName: string }) => each.relationshipName);
		expect(names('Account')).toEqual(
			expect.arrayContaining(['Contacts', 'Opportunities', 'Tasks', 'Cases', 'Regions__r']),
		);
		expect(names('Region__c').sort()).toEqual(['ActivityHistories', 'Events', 'OpenActivities', 'Tasks']);
		expect(fieldOf('Region__c', 'OwnerId')).toBeUndefined();
	});

	it("answers for a session with the org's record types", async () => {
		const org = await startTestOrg({ seed });
		const [inbound, event] = org.org.rows('RecordType');
		await org.close();
		const types = [
			{ id: String(event.Id), name: 'Event Lead', developerName: 'Event_Lead', isActive: true, isDefault: true },
		];
		expect(
			describeSObject(schema, schema.type('Lead')!, dataUrl, { recordTypes: types }).recordTypeInfos,
		).toMatchObject([
			{ name: 'Event Lead', developerName: 'Event_Lead', defaultRecordTypeMapping: true, master: false },
			{ name: 'Master', defaultRecordTypeMapping: false, master: true, recordTypeId: '012000000000000AAA' },
		]);
		expect(inbound).toMatchObject({ DeveloperName: 'Inbound', SobjectType: 'Lead', IsActive: true });
	});
});
