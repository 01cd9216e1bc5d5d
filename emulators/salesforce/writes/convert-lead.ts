import type { SQLInputValue } from 'node:sqlite';
import { toStoredSecond } from '../date-time';
import { findTarget } from './find-target';
import type { SaveContext } from './save-context';
import { recordEvent, recordFieldHistory } from './field-history';
import { insertRecord, updateRecord } from './save-record';
import { recordError, rejected, type SaveResult } from './save-result';
import type { StoredRecord } from '../storage/record-store';

/** What a conversion may use instead of making it new, and how. */
export interface ConvertOptions {
	readonly accountId?: string | undefined;
	/** Only with the account that it belongs to. */
	readonly contactId?: string | undefined;
	/** An opportunity that is there, of the account given. */
	readonly opportunityId?: string | undefined;
	/** Default true. */
	readonly createsOpportunity?: boolean;
	/** Default the lead's company, followed by a hyphen. */
	readonly opportunityName?: string | undefined;
	/** Owner of what is made; default the lead's, who must not be a queue. */
	readonly ownerId?: string | undefined;
	/** Default `Closed - Converted`, the only status of a fresh org that stands for a converted lead. */
	readonly convertedStatus?: string;
	/** Whether the contact that is there takes the lead's source; it is filled where blank in any case. */
	readonly overwritesLeadSource?: boolean;
	/** Whether an account is made in spite of a duplicate rule that alerts. */
	readonly bypassesAccountDedupe?: boolean;
	readonly bypassesContactDedupe?: boolean;
}

/** What became of a lead. */
export interface ConvertedLead {
	readonly accountId: string;
	readonly contactId: string;
	readonly opportunityId: string | null;
}

type Fields = Readonly<Record<string, SQLInputValue>>;

const convertedStatuses: readonly string[] = ['Closed - Converted'];
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
	const { org } = context;
	const type = org.schema.type('Lead')!;
	const found = findTarget(context, type, leadId);
	if ('success' in found) return found;
	const lead = found.record;
	const { convertedStatus = convertedStatuses[0] } = options;
	if (lead.IsConverted) return rejected(recordError('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead'));
	if (!convertedStatuses.includes(convertedStatus))
		return rejected(recordError('INVALID_STATUS', `invalid convertedStatus: ${convertedStatus}`));

	const made = makeRecords(context, lead, options);
	if ('success' in made) return made;
	closeLead(context, lead, made, convertedStatus);
	return made;
}

function closeLead({ org, userId }: SaveContext, lead: StoredRecord, made: ConvertedLead, status: string): void {
	const { store, schema, clock, automation } = org;
	const type = schema.type('Lead')!;
	const id = String(lead.Id);
	const now = toStoredSecond(clock());
	const changes = {
		IsConverted: 1,
		Status: status,
		ConvertedDate: now.slice(0, 10),
		ConvertedAccountId: made.accountId,
		ConvertedContactId: made.contactId,
		ConvertedOpportunityId: made.opportunityId,
		LastModifiedDate: now,
		LastModifiedById: userId,
		SystemModstamp: now,
	};
	store.update(type, id, changes);
	recordFieldHistory(org, type, lead, changes, { userId, now });
	recordEvent(org, type, id, 'leadConverted', { userId, now });
	automation.recordSaved({ type, record: { ...lead, ...changes }, userId, isCreate: false });
	for (const task of store.findBy(schema.type('Task')!, 'WhoId', id))
		store.update(schema.type('Task')!, String(task.Id), { WhoId: made.contactId, SystemModstamp: now });
	for (const member of store.findBy(schema.type('CampaignMember')!, 'LeadId', id)) {
		store.update(schema.type('CampaignMember')!, String(member.Id), { ContactId: made.contactId, SystemModstamp: now });
	}
}

function makeRecords(context: SaveContext, lead: StoredRecord, options: ConvertOptions): ConvertedLead | SaveResult {
	const OwnerId = options.ownerId ?? lead.OwnerId;
	if (String(OwnerId).startsWith('00G'))
		return rejected(recordError('INVALID_OWNER', 'Converted objects can only be owned by users.', ['OwnerId']));
	if (options.contactId && !options.accountId)
		return rejected(
			recordError('REQUIRED_FIELD_MISSING', 'accountId is required when contactId is given', ['accountId']),
		);
	const account = takeOrMake(
		bypassing(context, options.bypassesAccountDedupe),
		options.accountId,
		'Account',
		{
			Name: lead.Company,
			Phone: lead.Phone,
			Website: lead.Website,
			Industry: lead.Industry,
			...mapped(context, lead, 'Account'),
		},
		{ OwnerId },
	);
	if (!account.success) return account;
	const contact = makeContact(bypassing(context, options.bypassesContactDedupe), lead, options, account.id, OwnerId);
	if (!contact.success) return contact;
	const opportunity = makeOpportunity(context, lead, options, account.id, OwnerId);
	if (opportunity && !opportunity.success) return opportunity;
	return { accountId: account.id, contactId: contact.id, opportunityId: opportunity?.id ?? null };
}

function makeContact(
	context: SaveContext,
	lead: StoredRecord,
	{ contactId, overwritesLeadSource }: ConvertOptions,
	accountId: string,
	OwnerId: SQLInputValue,
): SaveResult {
	const person = Object.fromEntries(copied.map((name): [string, SQLInputValue] => [name, lead[name] ?? null]));
	const fields = { ...person, ...mapped(context, lead, 'Contact') };
	const existing = contactId && context.org.store.find(context.org.schema.type('Contact')!, contactId);
	if (existing && existing.AccountId !== null && existing.AccountId !== accountId)
		return rejected(
			recordError('INVALID_CROSS_REFERENCE_KEY', 'The contact must belong to the account.', ['contactId']),
		);
	const always: Fields = overwritesLeadSource && lead.LeadSource ? { LeadSource: lead.LeadSource } : {};
	return takeOrMake(context, contactId, 'Contact', fields, { AccountId: accountId, OwnerId }, always);
}

function makeOpportunity(
	context: SaveContext,
	lead: StoredRecord,
	options: ConvertOptions,
	accountId: string,
	OwnerId: SQLInputValue,
): SaveResult | undefined {
	if (options.opportunityId) return { success: true, id: options.opportunityId, created: false, errors: [] };
	if (options.createsOpportunity === false) return undefined;
	const now = context.org.clock();
	// A converted lead's opportunity closes at the end of the quarter.
	const closes = new Date(Date.UTC(now.getUTCFullYear(), Math.floor(now.getUTCMonth() / 3) * 3 + 3, 0));
	const fields = {
		Name: options.opportunityName ?? `${String(lead.Company)}-`,
		AccountId: accountId,
		StageName: 'Prospecting',
		CloseDate: closes.toISOString().slice(0, 10),
		...mapped(context, lead, 'Opportunity'),
	};
	return takeOrMake(context, undefined, 'Opportunity', fields, { OwnerId });
}

/** What the org's lead field mapping carries over from custom fields. */
function mapped({ org }: SaveContext, lead: StoredRecord, object: string): Fields {
	const target = org.schema.type(object);
	return Object.fromEntries(
		(org.schema.type('Lead')?.fields ?? []).flatMap(({ name, convertsTo }): [string, SQLInputValue][] => {
			const field = target?.field(convertsTo[object] ?? '');
			return field ? [[field.name, lead[name] ?? null]] : [];
		}),
	);
}

function bypassing(context: SaveContext, bypasses = false): SaveContext {
	const given = context.duplicateRule;
	const duplicateRule = {
		allowSave: bypasses || (given?.allowSave ?? false),
		includeRecordDetails: given?.includeRecordDetails ?? false,
		runAsCurrentUser: given?.runAsCurrentUser ?? false,
	};
	return { ...context, duplicateRule };
}

/** A record that is there only gets what it lacks (SOAP API Developer Guide, convertLead()). */
function takeOrMake(
	context: SaveContext,
	id: string | undefined,
	object: string,
	fields: Fields,
	ofNew: Fields,
	always: Fields = {},
): SaveResult {
	const type = context.org.schema.type(object)!;
	const unassigned = { ...context, autoAssign: false };
	if (id === undefined) return insertRecord(unassigned, type, valued({ ...fields, ...ofNew }));
	const found = findTarget(context, type, id);
	if ('success' in found) return found;
	const blanks = Object.entries(fields).filter(([name, value]) => value !== null && found.record[name] === null);
	return updateRecord(unassigned, type, id, valued({ ...Object.fromEntries(blanks), ...always }));
}

/** Stored values as a client would send them: a blank is left out, so that the target's default stands. */
function valued(fields: Fields): Fields {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
