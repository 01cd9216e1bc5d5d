import { counted, formatCount } from '../../../run/verdict';
import { type LinkageRecord } from '../linkage/fields';
import type { WeightPart } from '../linkage/weigher';
import { domainOfPerson } from '../lead-to-account/company-of';
import { mergeMatches, type OrgMatch } from './found-match';
import type { MatchReport } from './match-request';

type Reasons = Pick<MatchReport, 'matches' | 'considered' | 'isComparable' | 'failures'>;

const mostClosest = 3;
/** Parts below it say nothing, in log2 odds. */
const leastSaid = 0.05;

/** Why an item has no match: its closest candidates, and what spoke against each. */
export function whyNot({ considered, isComparable }: Reasons, place: number): string {
	if (!isComparable[place]) return 'There is no name, e-mail address, phone or company to compare.';
	const closest = mergeMatches(considered[place].filter(hasSomethingInCommon), mostClosest);
	if (closest.length === 0) return 'Nobody like this is in the org.';
	return `Too unlikely: ${closest.map(candidateText).join(' | ')}`;
}

function candidateText({ sObject, name, id, probability, parts }: OrgMatch): string {
	const who = [sObject, name, id].filter((part) => part !== undefined && part !== '').join(' ');
	const against = againstIn(parts);
	return `${who} (${percent(probability)}), against it: ${against === '' ? 'too little in common' : against}`;
}

/** The comparisons that speak against it, the strongest first: `company: different −3.5`. */
function againstIn(parts: readonly WeightPart[]): string {
	return parts
		.filter(({ level, weight }) => level !== undefined && weight <= -leastSaid)
		.sort((a, b) => a.weight - b.weight)
		.map(({ comparison, level, weight }) => `${comparison}: ${level} −${Math.abs(weight).toFixed(1)}`)
		.join('; ');
}

function percent(probability: number): string {
	return `${(probability * 100).toFixed(1)} %`;
}

/** Why items found nothing, counted, as a sentence; `undefined` when all found something. */
export function whyNotSentence({ matches, considered, isComparable, failures }: Reasons): string | undefined {
	const places = [...matches.keys()].filter((place) => matches[place].length === 0 && !failures.has(place));
	if (places.length === 0) return undefined;
	const blank = places.filter((place) => !isComparable[place]);
	const close = places.filter((place) => isComparable[place] && considered[place].some(hasSomethingInCommon));
	const parts = [
		blank.length > 0 && `${formatCount(blank.length)} with nothing to compare`,
		places.length > blank.length + close.length &&
			`${formatCount(places.length - blank.length - close.length)} who share nothing with a record of the org`,
		close.length > 0 && `${formatCount(close.length)} with candidates that were too unlikely`,
	].filter((part) => part !== false);
	return `${counted(places.length, 'record')} found no match: ${parts.join('; ')}.`;
}

/**
 * Why people found no account, counted, as a sentence; `undefined` when all did. `least` is the match probability that was
 * asked for, 0–1.
 */
export function noAccountSentence(
	{ considered, failures }: Pick<Reasons, 'considered' | 'failures'>,
	records: readonly LinkageRecord[],
	least: number,
): string | undefined {
	const accounts = considered.map((each) =>
		each.filter((match) => match.sObject === 'Account' && hasSomethingInCommon(match)),
	);
	const places = [...records.keys()].filter(
		(place) => !failures.has(place) && !accounts[place].some(({ probability }) => probability >= least),
	);
	if (places.length === 0) return undefined;
	const tellsNone = ({ company, ...record }: LinkageRecord): boolean =>
		(company ?? '') === '' && domainOfPerson(record) === undefined;
	const mute = places.filter((place) => accounts[place].length === 0 && tellsNone(records[place])).length;
	const torn = places.filter((place) => isTorn(accounts[place])).length;
	const unlike = places.filter((place) => accounts[place].length > 0).length - torn;
	const parts = [
		mute > 0 && `${formatCount(mute)} name neither a company nor an address of one`,
		places.length - mute - torn - unlike > 0 &&
			`${formatCount(places.length - mute - torn - unlike)} name one that no account has as name, website or domain of its contacts`,
		unlike > 0 && `${formatCount(unlike)} resemble an account, but too little`,
		torn > 0 && `${formatCount(torn)} fit several accounts equally well`,
	].filter((part) => part !== false);
	return `${counted(places.length, 'record')} found no account: ${parts.join('; ')}.`;
}

function hasSomethingInCommon({ parts }: OrgMatch): boolean {
	return parts.some(({ level, weight }) => level !== undefined && weight > 0);
}

/** Together they are likely enough, and none of them alone. */
function isTorn(accounts: readonly OrgMatch[]): boolean {
	return accounts.length > 1 && accounts.reduce((sum, { probability }) => sum + probability, 0) >= 0.5;
}
