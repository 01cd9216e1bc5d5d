import { EnrichmentError } from '../../../errors';
import { defaultRanks, type RelatedRule, type Scorecard } from '../scorecard';

const fading = { halfLifeDays: 30 };
const lastDays = 180;

/** Work on a person or company: what was done, and meetings that took place. */
const activities: readonly RelatedRule[] = [
	{
		name: 'Calls, e-mails and tasks done',
		related: { object: 'Task', lastDays, where: [{ field: 'IsClosed', operator: 'equals', value: true }] },
		operator: 'each',
		points: 6,
		most: 36,
		decay: fading,
	},
	{
		name: 'Meetings',
		related: { object: 'Event', lastDays, date: 'ActivityDate' },
		operator: 'each',
		points: 15,
		most: 45,
		decay: fading,
	},
];

const campaigns: readonly RelatedRule[] = [
	{
		name: 'In campaigns',
		related: { object: 'CampaignMember', lastDays },
		operator: 'each',
		points: 5,
		most: 15,
		decay: fading,
	},
	{
		name: 'Responded to campaigns',
		related: {
			object: 'CampaignMember',
			lastDays,
			where: [{ field: 'HasResponded', operator: 'equals', value: true }],
		},
		operator: 'each',
		points: 12,
		most: 36,
		decay: fading,
	},
];

const deals: readonly RelatedRule[] = [
	{
		name: 'Open opportunities',
		related: { object: 'Opportunity', where: [{ field: 'IsClosed', operator: 'equals', value: false }] },
		operator: 'each',
		points: 15,
		most: 30,
	},
	{
		name: 'Cases',
		related: { object: 'Case', lastDays },
		operator: 'each',
		points: 4,
		most: 12,
		decay: fading,
	},
];

const rulesByObject: Readonly<Record<string, readonly RelatedRule[]>> = {
	Lead: [...activities, ...campaigns],
	Contact: [...activities, ...campaigns],
	Account: [...activities, ...deals],
};

/** A hand-made scorecard of what happens around a record, over standard objects; throws for an object without one. */
export function engagementPreset(sObject: string): Scorecard {
	if (Object.hasOwn(rulesByObject, sObject)) {
		const name = `${sObject.toLowerCase()}-engagement`;
		return { name, version: '1', base: 0, rules: rulesByObject[sObject], ranks: defaultRanks };
	}
	throw new EnrichmentError('invalid_parameter', `There is no default engagement for ${sObject}.`, {
		remedy: `Give rules of your own; defaults exist for ${Object.keys(rulesByObject).join(', ')}.`,
	});
}
