import type { OrgSeed } from '../org/seed';
import { readOnlyField, reference } from './field';
import { standardObject, type SObjectDefinition } from './sobject';
import { systemFields } from './system-fields';

/** What keeps an object's field history: LeadHistory, OpportunityFieldHistory, Tier__History (Object Reference, "StandardObjectNameHistory"). */
export function historyName(sObject: string): string {
	if (sObject.endsWith('__c')) return sObject.replace(/__c$/, '__History');
	return sObject === 'Opportunity' ? 'OpportunityFieldHistory' : `${sObject}History`;
}

/** The field by which a history names its record. */
export function historyParent(sObject: string): string {
	return sObject.endsWith('__c') ? 'ParentId' : `${sObject}Id`;
}

/** The histories of the objects whose fields the seed tracks; clients can read them and nothing else. */
export function historyObjects({ trackedFields = {} }: OrgSeed): SObjectDefinition[] {
	return Object.keys(trackedFields).map((sObject) =>
		standardObject(
			historyName(sObject),
			'017',
			[
				// Real ones have no stamps of a change; storage keeps its order by them.
				...systemFields,
				reference(historyParent(sObject), [sObject], {
					childRelationshipName: 'Histories',
					cascadeDelete: true,
					createable: false,
					updateable: false,
				}),
				readOnlyField('Field', 'picklist', { label: 'Changed Field', nillable: false }),
				readOnlyField('DataType', 'picklist', { label: 'Datatype' }),
				readOnlyField('OldValue', 'string', { label: 'Old Value' }),
				readOnlyField('NewValue', 'string', { label: 'New Value' }),
			],
			{
				label: `${sObject} History`,
				labelPlural: `${sObject} History`,
				createable: false,
				updateable: false,
				deletable: false,
			},
		),
	);
}
