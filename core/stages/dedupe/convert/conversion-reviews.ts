import { isBlank } from '../../../record/field-value';
import type { ConversionRules, LeadFacts } from './conversion-facts';

/** Why a lead is not converted as it stands. */
export interface ConversionReview {
	readonly reason:
		| 'gone'
		| 'converted'
		| 'target_gone'
		| 'no_match'
		| 'ambiguous'
		| 'other_account'
		| 'no_account'
		| 'queue'
		| 'inactive_owner'
		| 'no_company'
		| 'same_new_account';
	/** In words, with what to do. */
	readonly sentence: string;
}

const sentences: Readonly<Record<ConversionReview['reason'], string>> = {
	gone: 'The lead is not there, or hidden from this user.',
	converted: 'The lead is converted already.',
	target_gone: 'The contact or account that it matches is not there, or hidden from this user: match it again.',
	no_match: 'It matches no contact and no account. Switch on Also Leads Without a Match to make new ones.',
	ambiguous: 'Several contacts or accounts match it as well: name the right one in a column.',
	other_account: 'The contact that it matches belongs to another account than the one that it matches.',
	no_account: 'The contact that it matches has no account: give it one, or name the account.',
	queue: 'A queue owns it, and what is made can only be owned by a user: name an owner.',
	inactive_owner: 'Its owner is not active any more: name an owner.',
	no_company: 'It has no company, so that Salesforce would make a person account.',
	same_new_account:
		'Another lead of this plan would make the same account: convert one of them, and match the other again.',
};

/** All that speaks against the conversion; of a lead that is gone or converted nothing else. */
export function reviewConversion(facts: LeadFacts, rules: ConversionRules): ConversionReview[] {
	return reasons(facts, rules).map((reason) => ({ reason, sentence: sentences[reason] }));
}

function reasons(facts: LeadFacts, rules: ConversionRules): Array<ConversionReview['reason']> {
	const { wish, lead, contact, account } = facts;
	if (!lead) return ['gone'];
	if (lead.IsConverted === true) return ['converted'];
	if (wish.isAmbiguous) return ['ambiguous'];
	if ((wish.contactId && !contact) || (wish.accountId && !account && !contact?.AccountId)) return ['target_gone'];
	const found: Array<ConversionReview['reason']> = [];
	if (!contact && !account && !rules.makesNew) found.push('no_match');
	if (contact && isBlank(contact.AccountId) && !account) found.push('no_account');
	if (contact && !isBlank(contact.AccountId) && wish.accountId && contact.AccountId !== wish.accountId)
		found.push('other_account');
	if (!account && isBlank(lead.Company)) found.push('no_company');
	if (!account && facts.sharesNewAccount) found.push('same_new_account');
	const owner = rules.ownerId ?? String(lead.OwnerId);
	if (owner.startsWith('00G')) found.push('queue');
	else if (!facts.isOwnerActive) found.push('inactive_owner');
	return found;
}
