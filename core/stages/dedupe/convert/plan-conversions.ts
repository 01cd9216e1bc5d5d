import { chunk } from 'lodash';
import { EnrichmentError } from '../../../errors';
import { type RecordId, recordIdIn } from '../../../record/identity';
import type { SalesforceRecord } from '../../../record/record-item';
import { counted } from '../../../run/verdict';
import type { SalesforceClient } from '../../../salesforce/client';
import { maxIdsAtOnce } from '../../../salesforce/collections';
import type { SObjectDescription } from '../../../salesforce/schema';
import { soqlIdList } from '../../../salesforce/soql';
import type { ConvertedObject } from './carried-fields';
import { type ConversionRules, type ConversionWish, type LeadFacts } from './conversion-facts';
import { accountIdOf, type PlannedConversion, planConversion } from './plan-conversion';

export interface ConversionRequest {
	readonly wishes: readonly ConversionWish[];
	readonly rules: ConversionRules;
}

/** What converting the leads would do. */
export interface ConversionPlans {
	readonly descriptions: Readonly<Record<'Lead' | ConvertedObject, SObjectDescription>>;
	readonly facts: readonly LeadFacts[];
	/** One for each wish, in their order. */
	readonly plans: readonly PlannedConversion[];
}

const unreadTypes = new Set(['address', 'location', 'base64']);

/**
 * Decides every lead and sends nothing: a call for 10,000 leads, contacts and accounts each, and one for 400 owners. Throws
 * `invalid_parameter` for a status that leads cannot have.
 */
export async function planConversions(
	client: SalesforceClient,
	{ wishes, rules }: ConversionRequest,
	signal?: AbortSignal,
): Promise<ConversionPlans> {
	const descriptions = {
		Lead: await client.describe('Lead'),
		Account: await client.describe('Account'),
		Contact: await client.describe('Contact'),
	};
	assertStatus(rules.convertedStatus, descriptions.Lead);
	const leads = await readAll(
		client,
		descriptions.Lead,
		wishes.map(({ leadId }) => leadId),
		signal,
	);
	const contactIds = wishes.flatMap(({ contactId }) => contactId ?? []);
	const contacts = await readAll(client, descriptions.Contact, contactIds, signal);
	const accountOf = (wish: ConversionWish) =>
		accountIdOf({ wish, contact: wish.contactId && contacts.get(wish.contactId) });
	const accounts = await readAll(
		client,
		descriptions.Account,
		wishes.flatMap((wish) => accountOf(wish) ?? []),
		signal,
	);
	const owners = await readOwners(client, rules, [...leads.values()], signal);
	const isShared = sharedCompanies(wishes, leads, (wish) => accounts.has(accountOf(wish)!));
	const facts = wishes.map((wish): LeadFacts => {
		const lead = leads.get(wish.leadId);
		const owner = owners.get(rules.ownerId ?? String(lead?.OwnerId));
		return {
			wish,
			lead,
			contact: wish.contactId && contacts.get(wish.contactId),
			account: accounts.get(accountOf(wish)!),
			ownerName: owner?.name ?? '',
			isOwnerActive: owner?.isActive ?? false,
			sharesNewAccount: isShared(lead),
		};
	});
	return { descriptions, facts, plans: facts.map((each) => planConversion(each, rules, descriptions)) };
}

/** What would be done, in one sentence with numbers. */
export function conversionSentence({ plans }: Pick<ConversionPlans, 'plans'>): string {
	const ready = plans.filter(({ reviews }) => reviews.length === 0);
	const parts = [
		`${counted(ready.length, 'lead')} would be converted: ${ready.filter(({ contactId }) => contactId).length} into contacts that are there, ${ready.filter(({ contactId, accountId }) => !contactId && accountId).length} as new contacts of accounts that are there, ${ready.filter(({ accountId }) => !accountId).length} as new accounts`,
		plans.length > ready.length ? `${counted(plans.length - ready.length, 'lead')} left alone` : '',
		ready.length > 0 ? 'a conversion cannot be taken back' : '',
	];
	return `${parts.filter(Boolean).join('; ')}.`;
}

/** The records that are there, with every value that people can change, by Id. */
export async function readAll(
	client: SalesforceClient,
	{ name, fieldByName }: SObjectDescription,
	ids: readonly RecordId[],
	signal?: AbortSignal,
): Promise<Map<RecordId, SalesforceRecord>> {
	const fields = [...fieldByName.values()]
		.filter((field) => !unreadTypes.has(field.type) && (field.updateable || alsoRead.has(field.name)))
		.map((field) => field.name);
	const found = new Map<RecordId, SalesforceRecord>();
	for (const some of chunk([...new Set(ids)], maxIdsAtOnce)) {
		const records = await client.retrieve(name, some, fields, signal);
		some.forEach((id, index) => {
			const record = records[index];
			if (record && record.IsDeleted !== true) found.set(id, record);
		});
	}
	return found;
}

const alsoRead = new Set(['Name', 'IsConverted', 'ConvertedAccountId', 'ConvertedContactId', 'ConvertedOpportunityId']);

function assertStatus(status: string, { fieldByName }: SObjectDescription): void {
	const known = fieldByName.get('Status')?.picklistValues ?? [];
	if (known.length === 0 || known.some(({ value, active }) => active && value === status)) return;
	throw new EnrichmentError('invalid_parameter', `Leads cannot have the status "${status}".`, {
		remedy: `Name one that counts as converted; Status has ${known.map(({ value }) => value).join(', ')}.`,
	});
}

async function readOwners(
	client: SalesforceClient,
	{ ownerId }: ConversionRules,
	leads: readonly SalesforceRecord[],
	signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, { readonly name: string; readonly isActive: boolean }>> {
	const ids = new Set([ownerId, ...leads.map(({ OwnerId }) => recordIdIn(OwnerId))]);
	const users = [...ids].filter((id): id is RecordId => id?.startsWith('005') === true);
	const found = new Map<string, { readonly name: string; readonly isActive: boolean }>();
	for (const some of chunk(users, 400)) {
		const soql = `SELECT Id, Name, IsActive FROM User WHERE Id IN ${soqlIdList(some)}`;
		for (const { Id, Name, IsActive } of await client.querySeveral([soql], 'read the owners', signal))
			found.set(String(Id), { name: String(Name), isActive: IsActive === true });
	}
	return found;
}

/** Companies that more than one lead of the plan would make an account of. */
function sharedCompanies(
	wishes: readonly ConversionWish[],
	leads: ReadonlyMap<RecordId, SalesforceRecord>,
	hasAccount: (wish: ConversionWish) => boolean,
): (lead: SalesforceRecord | undefined) => boolean {
	const companyOf = (lead: SalesforceRecord | undefined) =>
		String(lead?.Company ?? '')
			.trim()
			.toLowerCase();
	const counts = new Map<string, number>();
	for (const wish of wishes) {
		if (hasAccount(wish)) continue;
		const company = companyOf(leads.get(wish.leadId));
		counts.set(company, (counts.get(company) ?? 0) + 1);
	}
	return (lead) => (counts.get(companyOf(lead)) ?? 0) > 1;
}
