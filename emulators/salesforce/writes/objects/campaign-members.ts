import type { SQLInputValue } from 'node:sqlite';
import type { RecordError } from '../../api-error';
import type { SObjectType } from '../../schema/schema';
import { recordError } from '../save-result';
import type { SaveContext } from '../save-context';

/** A member is one Lead or Contact, and only once in a campaign. */
export function checkCampaignMember(
	{ org }: SaveContext,
	type: SObjectType,
	member: Readonly<Record<string, SQLInputValue>>,
): RecordError[] {
	if (type.name !== 'CampaignMember') return [];
	const field = member.LeadId ? 'LeadId' : 'ContactId';
	if (!member[field])
		return [
			recordError('REQUIRED_FIELD_MISSING', 'Required fields are missing: [LeadId, ContactId]', [
				'LeadId',
				'ContactId',
			]),
		];
	const other = org.store.findBy(type, field, member[field]).find((each) => each.CampaignId === member.CampaignId);
	return other
		? [
				recordError('DUPLICATE_VALUE', `Already a campaign member.: ${field === 'LeadId' ? 'Lead' : 'Contact'} ID`, [
					field,
				]),
			]
		: [];
}
