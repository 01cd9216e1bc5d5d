import { readField } from './field-path';
import { isBlank } from './field-value';
import type { SalesforceRecord } from './record-item';

/** What a person can have said on their Individual (Object Reference, “Individual”), and how it reads. */
export const individualOptOuts = {
	ShouldForget: 'the person asked to be forgotten',
	HasOptedOutProcessing: 'the person does not want their data processed',
	HasOptedOutProfiling: 'the person does not want to be profiled',
	HasOptedOutSolicit: 'the person does not want to be marketed to',
	HasOptedOutTracking: 'the person does not want to be tracked',
	HasOptedOutGeoTracking: 'the person does not want their location tracked',
} as const;

export type IndividualOptOut = keyof typeof individualOptOuts;

/** What a person can have said on the Lead or Contact itself, and the attributes that it is about. */
export const channelOptOuts = {
	HasOptedOutOfEmail: {
		reads: 'the person has opted out of e-mail',
		attributes: ['email', 'email_status', 'email_checked_at', 'personal_email'],
	},
	DoNotCall: { reads: 'the person must not be called', attributes: ['phone', 'mobile_phone'] },
} as const;

export type ChannelOptOut = keyof typeof channelOptOuts;

/** Which wishes count; an organisation's choice, made with its lawyers. */
export interface ConsentRules {
	readonly individual: readonly IndividualOptOut[];
	readonly channels: readonly ChannelOptOut[];
	/** A field of the record, or of a parent, that says so for other reasons: a checkbox, or a text that is empty for everybody else. */
	readonly doNotProcessField?: string;
}

export const usualConsentRules: ConsentRules = {
	individual: ['ShouldForget', 'HasOptedOutProcessing'],
	channels: ['HasOptedOutOfEmail', 'DoNotCall'],
};

/** What is wanted of whom. */
export interface ConsentQuestion {
	readonly finds: 'person' | 'company';
	/** The attributes that are asked for. */
	readonly wanted: readonly string[];
}

export interface Consent {
	/** Why nobody is to be asked, each in words with the field that says so; empty when the record may be asked about. */
	readonly refusals: readonly string[];
	/** Attributes that are not to be taken from an answer, though the record may be asked about. */
	readonly withheld: readonly string[];
	/** Fields that count and are not in the item, so that nobody can tell; fetching them is the cure. */
	readonly unread: readonly string[];
}

/**
 * What the record says about being asked about. Opting out of a channel withholds what that channel needs, and refuses
 * the record when nothing else is wanted: a new address for somebody who wants no e-mail is what they opted out of.
 * A do-not-process field that was named and is not in the item refuses too: it was named to be heeded.
 */
export function consentOf(
	record: SalesforceRecord,
	question: ConsentQuestion,
	rules: ConsentRules = usualConsentRules,
): Consent {
	const channels = question.finds === 'person' ? rules.channels.filter((name) => isYes(readField(record, name))) : [];
	const barred = new Set<string>(channels.flatMap((name) => channelOptOuts[name].attributes));
	const withheld = question.wanted.filter((attribute) => barred.has(attribute));
	const isAllWithheld = withheld.length > 0 && withheld.length === question.wanted.length;
	return {
		refusals: [
			...refusedByField(record, rules),
			...refusedByIndividual(record, rules),
			...(isAllWithheld ? refusedByChannel(channels, withheld) : []),
		],
		withheld,
		unread: unreadFields(record, question, rules),
	};
}

/** One sentence for the item, the shape that Enrich asks its consent in; `undefined` when the record may be asked about. */
export function refusalOf(
	record: SalesforceRecord,
	question: ConsentQuestion,
	rules: ConsentRules = usualConsentRules,
): string | undefined {
	const { refusals } = consentOf(record, question, rules);
	if (refusals.length === 0) return undefined;
	const text = refusals.join('; ');
	return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

/** A checkbox, also as a plain item spells it. */
function isYes(value: unknown): boolean {
	return value === true || value === 1 || (typeof value === 'string' && yesWords.has(value.trim().toLowerCase()));
}

const yesWords: ReadonlySet<string> = new Set(['true', 'yes', '1', 'x']);
const noWords: ReadonlySet<string> = new Set(['false', 'no', '0']);

function refusedByField(record: SalesforceRecord, { doNotProcessField: field }: ConsentRules): string[] {
	if (field === undefined) return [];
	const value = readField(record, field);
	if (value === undefined) return [`the field ${field}, which says who must not be processed, is not in the item`];
	const isSet = !isBlank(value) && value !== false && value !== 0 && !noWords.has(String(value).trim().toLowerCase());
	return isSet ? [`the record must not be processed (${field})`] : [];
}

function refusedByIndividual(record: SalesforceRecord, rules: ConsentRules): string[] {
	return rules.individual
		.filter((name) => isYes(readField(record, `Individual.${name}`)))
		.map((name) => `${individualOptOuts[name]} (Individual.${name})`);
}

function refusedByChannel(channels: readonly ChannelOptOut[], withheld: readonly string[]): string[] {
	return channels
		.filter((name) => channelOptOuts[name].attributes.some((attribute) => withheld.includes(attribute)))
		.map((name) => `${channelOptOuts[name].reads} (${name}), and nothing else is wanted`);
}

/** A record without an Individual has said nothing; one whose Individual was not read may have. */
function unreadFields(record: SalesforceRecord, { finds }: ConsentQuestion, rules: ConsentRules): string[] {
	if (finds === 'company') return [];
	const channels = rules.channels.filter((name) => readField(record, name) === undefined);
	if (isNoIndividual(record)) return channels;
	const individual = rules.individual.map((name) => `Individual.${name}`);
	return [...channels, ...individual.filter((path) => readField(record, path) === undefined)];
}

function isNoIndividual(record: SalesforceRecord): boolean {
	return record.Individual === null || record.IndividualId === null;
}
