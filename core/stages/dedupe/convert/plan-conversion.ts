import { hash } from 'node:crypto';
import { isBlank, isSameValue } from '../../../record/field-value';
import type { RecordId } from '../../../record/identity';
import { canonicalValue } from '../../../run/diff-digest';
import type { SObjectDescription } from '../../../salesforce/schema';
import { type ConvertedObject, carriedFields, leftBehindUnsaid } from './carried-fields';
import type { ConversionRules, LeadFacts } from './conversion-facts';
import { type ConversionReview, reviewConversion } from './conversion-reviews';

/** A value that a record which is there gets. */
export interface FilledValue {
	readonly sObject: ConvertedObject;
	readonly recordId: RecordId;
	readonly field: string;
	readonly after: unknown;
}

/** What converting one lead would do; nothing is sent for it. */
export interface PlannedConversion {
	readonly leadId: RecordId;
	/** Absent where it would be made. */
	readonly accountId?: RecordId;
	readonly contactId?: RecordId;
	readonly ownerId: string;
	readonly fills: readonly FilledValue[];
	/** What stays on the lead, which nobody can open any more in Salesforce's pages. */
	readonly lost: ReadonlyArray<{ readonly field: string; readonly value: unknown }>;
	/** Why it is not converted; empty when nothing speaks against it. */
	readonly reviews: readonly ConversionReview[];
	/** Stands for exactly this conversion. 16 characters of hex. */
	readonly digest: string;
}

/** Decides one lead. */
export function planConversion(
	facts: LeadFacts,
	rules: ConversionRules,
	descriptions: Readonly<Record<'Lead' | ConvertedObject, SObjectDescription>>,
): PlannedConversion {
	const { wish, lead = {} } = facts;
	const targets = { Account: facts.account, Contact: facts.contact };
	const ids = { Account: facts.account && accountIdOf(facts), Contact: wish.contactId };
	const fills: FilledValue[] = [];
	const lost: Array<{ readonly field: string; readonly value: unknown }> = [];
	for (const field of descriptions.Lead.fieldByName.values()) {
		const value = lead[field.name];
		if (isBlank(value) || value === false || leftBehindUnsaid.has(field.name)) continue;
		let isKept = false;
		for (const [sObject, name] of carriedFields[field.name] ?? []) {
			const target = targets[sObject];
			const id = ids[sObject];
			const type = descriptions[sObject].fieldByName.get(name)?.type;
			if (!target || id === undefined) isKept = true;
			else if (isBlank(target[name])) fills.push({ sObject, recordId: id, field: name, after: value });
			isKept ||= !target || isBlank(target[name]) || isSameValue(target[name], value, type);
		}
		if (!isKept && (field.updateable || carriedFields[field.name])) lost.push({ field: field.name, value });
	}
	const plan = {
		leadId: wish.leadId,
		...(ids.Account && { accountId: ids.Account }),
		...(facts.contact && wish.contactId && { contactId: wish.contactId }),
		ownerId: rules.ownerId ?? String(lead.OwnerId ?? ''),
		fills,
		lost,
		reviews: reviewConversion(facts, rules),
	};
	return { ...plan, digest: digestOf(plan, rules) };
}

/** The account that the lead goes to: the contact's own, or the one that it matches itself. */
export function accountIdOf({ wish, contact }: Pick<LeadFacts, 'wish' | 'contact'>): RecordId | undefined {
	return (contact?.AccountId as RecordId | null | undefined) ?? wish.accountId;
}

function digestOf(
	{ leadId, accountId, contactId, ownerId, fills, lost }: Omit<PlannedConversion, 'digest' | 'reviews'>,
	{ convertedStatus, createsOpportunity }: ConversionRules,
): string {
	const lines = [
		['convert', leadId, accountId, contactId, ownerId, convertedStatus, createsOpportunity],
		...fills.map(({ sObject, field, after }) => [sObject, field, canonicalValue(after)]),
		...lost.map(({ field, value }) => ['lost', field, canonicalValue(value)]),
	].map((line) => JSON.stringify(line));
	return hash('sha256', lines.sort().join('\n')).slice(0, 16);
}
