import { field, readOnlyField, reference } from './field';
import { campaignStatuses, campaignTypes } from './picklists';
import { standardObject } from './sobject';
import { ownerField, systemFields } from './system-fields';

/** Campaign, as far as membership needs it. */
export const campaign = standardObject('Campaign', '701', [
	...systemFields,
	field('Name', 'string', { length: 80, nillable: false, nameField: true }),
	reference('ParentId', ['Campaign'], { childRelationshipName: 'ChildCampaigns' }),
	field('Type', 'picklist', { length: 40, picklistValues: campaignTypes }),
	field('Status', 'picklist', {
		length: 40,
		picklistValues: campaignStatuses,
		defaultedOnCreate: true,
		defaultValue: 'Planned',
	}),
	field('StartDate', 'date'),
	field('EndDate', 'date'),
	field('BudgetedCost', 'currency'),
	field('ActualCost', 'currency'),
	field('IsActive', 'boolean', { label: 'Active' }),
	field('Description', 'textarea'),
	ownerField(),
]);

const fixed = { updateable: false } as const;

/** CampaignMember: one Lead or Contact in one Campaign. */
export const campaignMember = standardObject(
	'CampaignMember',
	'00v',
	[
		...systemFields,
		reference('CampaignId', ['Campaign'], {
			...fixed,
			nillable: false,
			childRelationshipName: 'CampaignMembers',
			cascadeDelete: true,
		}),
		reference('LeadId', ['Lead'], { ...fixed, childRelationshipName: 'CampaignMembers', cascadeDelete: true }),
		reference('ContactId', ['Contact'], { ...fixed, childRelationshipName: 'CampaignMembers', cascadeDelete: true }),
		field('Status', 'picklist', {
			length: 40,
			picklistValues: ['Sent', 'Responded'],
			defaultedOnCreate: true,
			defaultValue: 'Sent',
		}),
		readOnlyField('HasResponded', 'boolean', { label: 'Responded' }),
		readOnlyField('FirstRespondedDate', 'date'),
	],
	{ label: 'Campaign Member', labelPlural: 'Campaign Members' },
);
