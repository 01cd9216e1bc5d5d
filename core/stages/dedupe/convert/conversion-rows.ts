import { EnrichmentError } from '../../../errors';
import { isBlank } from '../../../record/field-value';
import { recordIdIn, toRecordId } from '../../../record/identity';
import type { RecordItem } from '../../../record/record-item';
import { fieldLabel, recordLink, recordName } from '../../../run/review-row';
import type { OrgIdentity } from '../../../salesforce/org-identity';
import type { ConversionRules, ConversionWish } from './conversion-facts';
import type { PlannedConversion } from './plan-conversion';
import type { ConversionPlans } from './plan-conversions';

/** A planned conversion as a line that a person decides on. */
export interface ConversionRow {
	readonly lead: string;
	readonly leadLink: string;
	readonly leadId: string;
	/** By name, or what would be made. */
	readonly account: string;
	readonly accountLink: string;
	readonly contact: string;
	readonly contactLink: string;
	readonly opportunity: string;
	readonly owner: string;
	readonly status: string;
	/** Values that records which are there get. */
	readonly fills: string;
	readonly leavesBehind: string;
	/** Why it is left alone; empty when nothing speaks against it. */
	readonly lookAt: string;
	/** What *Convert Leads* needs to do exactly this, as JSON text. */
	readonly plan: string;
}

/** What `plan` of a row says. */
export interface ApprovedConversion extends ConversionWish {
	readonly digest: string;
	readonly rules: ConversionRules;
}

const longestCell = 300;

/** One row for each lead, in the order of the plans. */
export function conversionRows(
	{ plans, facts, descriptions }: ConversionPlans,
	rules: ConversionRules,
	org: Pick<OrgIdentity, 'instanceUrl'>,
): ConversionRow[] {
	return plans.map((plan, index) => {
		const { lead = {}, account, contact, ownerName, wish } = facts[index];
		const filled = plan.fills.map(
			({ sObject, field, after }) => `${sObject} ${fieldLabel(field, descriptions[sObject])}: ${String(after)}`,
		);
		const lost = plan.lost.map(({ field, value }) => `${fieldLabel(field, descriptions.Lead)}: ${String(value)}`);
		const link = (id: string | undefined) => (id === undefined ? '' : recordLink(org, id));
		return {
			lead: recordName(lead),
			leadLink: recordLink(org, plan.leadId),
			leadId: plan.leadId,
			account: account ? recordName(account) : madeOf(plan, lead.Company),
			accountLink: link(plan.accountId),
			contact: contact ? recordName(contact) : madeOf(plan, recordName(lead)),
			contactLink: link(plan.contactId),
			opportunity: rules.createsOpportunity ? 'new' : 'none',
			owner: ownerName || plan.ownerId,
			status: rules.convertedStatus,
			fills: cut(filled.join('; ')),
			leavesBehind: cut(lost.join('; ')),
			lookAt: plan.reviews.map(({ sentence }) => sentence).join(' '),
			plan: JSON.stringify({ ...wish, digest: plan.digest, rules } satisfies ApprovedConversion),
		};
	});
}

/** What a row of *Plan Conversions* asks for; throws `invalid_input` for anything else. */
export function approvedConversion(plan: unknown, itemIndex: number): ApprovedConversion {
	try {
		const { leadId, contactId, accountId, isAmbiguous, digest, rules } = JSON.parse(String(plan)) as ApprovedConversion;
		if (typeof digest === 'string' && typeof rules.convertedStatus === 'string')
			return {
				leadId: toRecordId(leadId),
				...(contactId && { contactId: toRecordId(contactId) }),
				...(accountId && { accountId: toRecordId(accountId) }),
				...(isAmbiguous && { isAmbiguous }),
				...{ digest, rules },
			};
	} catch {
		// Said below, whatever was wrong with it.
	}
	throw new EnrichmentError(
		'invalid_input',
		'The item is no row of Plan Conversions: its column plan does not say what to convert.',
		{
			remedy: 'Let the rows of Plan Conversions come through as they are; a person decides which of them.',
			details: { itemIndex },
		},
	);
}

/** Two matches closer than this are one as good as the other. */
const tooClose = 0.02;

/** The contact and the account that a lead matches best, at this probability or more. */
export function wishOfMatches(item: RecordItem, itemIndex: number, leastProbability: number): ConversionWish {
	const matches = item._enrichment?.matches ?? [];
	const best = (sObject: string) => {
		const own = matches
			.filter((match) => match.sObject === sObject && match.probability >= leastProbability)
			.sort((one, other) => other.probability - one.probability);
		const rivals = own.filter(({ id, probability }) => id !== own[0].id && own[0].probability - probability < tooClose);
		return { id: recordIdIn(own[0]?.id), isAmbiguous: rivals.length > 0 };
	};
	const [contact, account] = [best('Contact'), best('Account')];
	// Whoever is found as a person is at that person's account, however many accounts look alike.
	const isAmbiguous = contact.id ? contact.isAmbiguous : account.isAmbiguous;
	const accountId = contact.id && account.isAmbiguous ? undefined : account.id;
	return {
		leadId: leadIdOf(item, itemIndex),
		...(contact.id && { contactId: contact.id }),
		...(accountId && { accountId }),
		...(isAmbiguous && { isAmbiguous }),
	};
}

/** The contact and the account that columns name. */
export function wishOfColumns(
	item: RecordItem,
	itemIndex: number,
	columns: { readonly contact: string; readonly account: string },
): ConversionWish {
	const named = (column: string, prefix: string) => {
		const value = column === '' ? undefined : item[column];
		if (isBlank(value)) return undefined;
		const id = recordIdIn(value);
		if (id?.startsWith(prefix)) return id;
		throw new EnrichmentError(
			'invalid_input',
			`${column} holds "${String(value)}", which is no record ID of the kind it should be.`,
			{
				remedy: 'Contact IDs begin with 003, account IDs with 001; leave the column empty where there is none.',
				details: { itemIndex },
			},
		);
	};
	const [contactId, accountId] = [named(columns.contact, '003'), named(columns.account, '001')];
	return { leadId: leadIdOf(item, itemIndex), ...(contactId && { contactId }), ...(accountId && { accountId }) };
}

function leadIdOf(item: RecordItem, itemIndex: number): ConversionWish['leadId'] {
	const id = recordIdIn(item.Id);
	if (id?.startsWith('00Q')) return id;
	throw new EnrichmentError('invalid_input', 'The item has no ID of a lead in Id.', {
		remedy: 'Give each item the Id of its lead, as Fetch Modified reads it.',
		details: { itemIndex },
	});
}

function madeOf({ reviews }: PlannedConversion, name: unknown): string {
	return reviews.length > 0 ? '' : `new: ${String(name)}`;
}

function cut(text: string): string {
	return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}
