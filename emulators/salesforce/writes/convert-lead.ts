import type { SQLInputValue } from 'node:sqlite';
import { toStoredSecond } from '../date-time';
import { findTarget } from './find-target';
import type { SaveContext } from './save-context';
import { insertRecord } from './save-record';
import { recordError, rejected, type SaveResult } from './save-result';
import type { StoredRecord } from '../storage/record-store';

/** What a conversion may use instead of making it new. */
export interface ConvertOptions {
	readonly accountId?: string;
	readonly contactId?: string;
	/** Default true. */
	readonly createsOpportunity?: boolean;
	/** Default the lead's company, followed by a hyphen. */
	readonly opportunityName?: string;
}

/** What became of a lead. */
export interface ConvertedLead {
	readonly accountId: string;
	readonly contactId: string;
	readonly opportunityId: string | null;
}

const copied = [
	'Phone',
	'Fax',
	'MobilePhone',
	'Email',
	'Title',
	'Salutation',
	'FirstName',
	'LastName',
	'LeadSource',
] as const;

/** Turns a lead into account, contact and opportunity; activities and memberships follow it to the contact. */
export function convertLead(
	context: SaveContext,
	leadId: string,
	options: ConvertOptions = {},
): ConvertedLead | SaveResult {
	const { org, userId } = context;
	const type = org.schema.type('Lead')!;
	const found = findTarget(context, type, leadId);
	if ('success' in found) return found;
	const lead = found.record;
	if (lead.IsConverted) return rejected(recordError('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead'));

	const made = makeRecords(context, lead, options);
	if ('success' in made) return made;
	const id = String(lead.Id);
	const now = toStoredSecond(org.clock());
	org.store.update(type, id, {
		IsConverted: 1,
		Status: 'Closed - Converted',
		ConvertedDate: now.slice(0, 10),
		ConvertedAccountId: made.accountId,
		ConvertedContactId: made.contactId,
		ConvertedOpportunityId: made.opportunityId,
		LastModifiedDate: now,
		LastModifiedById: userId,
		SystemModstamp: now,
	});
	const { store, schema } = org;
	for (const task of store.findBy(schema.type('Task')!, 'WhoId', id))
		store.update(schema.type('Task')!, String(task.Id), { WhoId: made.contactId, SystemModstamp: now });
	for (const member of store.findBy(schema.type('CampaignMember')!, 'LeadId', id)) {
		store.update(schema.type('CampaignMember')!, String(member.Id), { ContactId: made.contactId, SystemModstamp: now });
	}
	return made;
}

function makeRecords(context: SaveContext, lead: StoredRecord, options: ConvertOptions): ConvertedLead | SaveResult {
	const { OwnerId } = lead;
	const account = insertUnless(context, options.accountId, 'Account', {
		Name: lead.Company,
		Phone: lead.Phone,
		Website: lead.Website,
		Industry: lead.Industry,
		OwnerId,
	});
	if (!account.success) return account;
	const person = Object.fromEntries(copied.map((name): [string, SQLInputValue] => [name, lead[name] ?? null]));
	const contact = insertUnless(context, options.contactId, 'Contact', { ...person, AccountId: account.id, OwnerId });
	if (!contact.success) return contact;
	if (options.createsOpportunity === false)
		return { accountId: account.id, contactId: contact.id, opportunityId: null };
	const now = context.org.clock();
	// A converted lead's opportunity closes at the end of the quarter.
	const closes = new Date(Date.UTC(now.getUTCFullYear(), Math.floor(now.getUTCMonth() / 3) * 3 + 3, 0));
	const opportunity = insertUnless(context, undefined, 'Opportunity', {
		Name: options.opportunityName ?? `${String(lead.Company)}-`,
		AccountId: account.id,
		StageName: 'Prospecting',
		CloseDate: closes.toISOString().slice(0, 10),
		OwnerId,
	});
	return opportunity.success
		? { accountId: account.id, contactId: contact.id, opportunityId: opportunity.id }
		: opportunity;
}

function insertUnless(
	context: SaveContext,
	id: string | undefined,
	object: string,
	fields: Readonly<Record<string, unknown>>,
): SaveResult {
	if (id !== undefined) return { success: true, id, created: false, errors: [] };
	return insertRecord({ ...context, autoAssign: false }, context.org.schema.type(object)!, fields);
}
