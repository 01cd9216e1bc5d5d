import { field, readOnlyField, reference } from './field';
import { leadSources, opportunityStages } from './picklists';
import { standardObject } from './sobject';
import { ownerField, systemFields } from './system-fields';

/** Opportunity, as far as scoring reads it. */
export const opportunity = standardObject('Opportunity', '006', [
	...systemFields,
	reference('AccountId', ['Account'], { childRelationshipName: 'Opportunities', cascadeDelete: true }),
	field('Name', 'string', { length: 120, nillable: false, nameField: true, label: 'Opportunity Name' }),
	field('Description', 'textarea'),
	field('StageName', 'picklist', { picklistValues: opportunityStages, nillable: false, label: 'Stage' }),
	field('Amount', 'currency', { scale: 2 }),
	field('Probability', 'percent', { precision: 3 }),
	field('CloseDate', 'date', { nillable: false }),
	field('Type', 'picklist', { picklistValues: ['Existing Customer - Upgrade', 'New Customer'] }),
	field('NextStep', 'string'),
	reference('CampaignId', ['Campaign'], { childRelationshipName: 'Opportunities' }),
	field('ForecastCategoryName', 'picklist', {
		length: 40,
		label: 'Forecast Category',
		picklistValues: ['Omitted', 'Pipeline', 'Best Case', 'Commit', 'Closed'],
	}),
	field('LeadSource', 'picklist', { picklistValues: leadSources }),
	readOnlyField('IsClosed', 'boolean', { label: 'Closed' }),
	readOnlyField('IsWon', 'boolean', { label: 'Won' }),
	ownerField(),
]);
