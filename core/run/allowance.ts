import { EnrichmentError } from '../errors';
import type { DailyAllowance } from '../salesforce/org-identity';

/**
 * What a run may still do about API calls, from the most to the least: everything; all but the look-up of owners;
 * neither that nor matching across objects, so that nothing is created unmatched; nothing more.
 */
export const allowanceLevels = ['full', 'skip_owner_look_up', 'skip_cross_object_matching', 'stop'] as const;

export type AllowanceLevel = (typeof allowanceLevels)[number];

/** What a person allows; absent parts have their defaults. */
export interface AllowanceLimits {
	/** Share of the org's daily calls, whoever makes them, above 0 and at most 100; absent: 70, or 50 in a small org. */
	readonly percent?: number;
	/** Calls of all runs of this store in the org per day, UTC; absent: no cap of our own. */
	readonly ownCalls?: number;
}

/** How many calls there may be, and how many there have been. */
export interface CallCeiling {
	/** `org`: calls of everybody in 24 hours; `own`: calls of our runs on this day. */
	readonly kind: 'org' | 'own';
	readonly ceiling: number;
	readonly used: number;
}

/** Below so many calls a day other integrations leave less room (limiter advice of the products this replaces). */
const smallOrgCalls = 35_000;

const defaultPercent = 70;
const smallOrgPercent = 50;

/** From which share of a ceiling each level begins. */
const shareByLevel: ReadonlyArray<readonly [AllowanceLevel, number]> = [
	['stop', 1],
	['skip_cross_object_matching', 0.95],
	['skip_owner_look_up', 0.9],
];

/** The ceilings that hold; that of the org is missing when `org`, what Salesforce says, is not known. */
export function planCeilings(limits: AllowanceLimits, org: DailyAllowance | undefined, ownUsed: number): CallCeiling[] {
	assertLimits(limits);
	const ceilings: CallCeiling[] = [];
	if (org) {
		const percent = limits.percent ?? (org.max < smallOrgCalls ? smallOrgPercent : defaultPercent);
		ceilings.push({ kind: 'org', ceiling: Math.floor((org.max * percent) / 100), used: org.max - org.remaining });
	}
	if (limits.ownCalls !== undefined) ceilings.push({ kind: 'own', ceiling: limits.ownCalls, used: ownUsed });
	return ceilings;
}

/** What may still be done under all of these ceilings; the one that is nearest decides. */
export function levelUnder(ceilings: readonly CallCeiling[]): AllowanceLevel {
	const nearest = nearestCeiling(ceilings);
	if (!nearest) return 'full';
	const share = shareUsed(nearest);
	return shareByLevel.find(([, from]) => share >= from)?.[0] ?? 'full';
}

/** Why the level is not `full`, for a person; `undefined` when it is. */
export function explainLevel(ceilings: readonly CallCeiling[]): string | undefined {
	const nearest = nearestCeiling(ceilings);
	if (!nearest || levelUnder(ceilings) === 'full') return undefined;
	const used = formatCalls(nearest.used);
	const ceiling = formatCalls(nearest.ceiling);
	return nearest.kind === 'org'
		? `The org has used ${used} API calls in 24 hours, and this run may go on until ${ceiling}`
		: `Runs of the pack have used ${used} API calls today, and their own cap is ${ceiling}`;
}

function nearestCeiling(ceilings: readonly CallCeiling[]): CallCeiling | undefined {
	return [...ceilings].sort((a, b) => shareUsed(b) - shareUsed(a))[0];
}

function shareUsed({ used, ceiling }: CallCeiling): number {
	return ceiling > 0 ? used / ceiling : 1;
}

function assertLimits({ percent, ownCalls }: AllowanceLimits): void {
	if (percent !== undefined && !(percent > 0 && percent <= 100)) {
		throw invalid(`The share of the org's API calls is ${percent} %.`, 'Set it to more than 0 and at most 100.');
	}
	if (ownCalls !== undefined && !(ownCalls >= 1)) {
		throw invalid(`The daily cap is ${ownCalls} calls.`, 'Set it to one or more, or leave it out for no cap.');
	}
}

function invalid(message: string, remedy: string): EnrichmentError {
	return new EnrichmentError('invalid_parameter', message, { remedy });
}

function formatCalls(calls: number): string {
	return calls.toLocaleString('en-US');
}

/** What a run at this level leaves out, for a person; `undefined` when nothing. */
export function leftOutAt(level: AllowanceLevel): string | undefined {
	return wordsByLevel[level];
}

const wordsByLevel: Readonly<Record<AllowanceLevel, string | undefined>> = {
	full: undefined,
	skip_owner_look_up: 'owners are not looked up',
	skip_cross_object_matching: 'owners are not looked up, and nothing is matched across objects or created unmatched',
	stop: 'nothing more is written',
};
