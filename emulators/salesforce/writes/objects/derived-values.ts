import type { SQLInputValue } from 'node:sqlite';
import type { SObjectType } from '../../schema/schema';

type Values = Readonly<Record<string, SQLInputValue>>;
type Derived = Record<string, SQLInputValue>;
type Derive = (changes: Values, after: Values, now: string) => Derived;

const probabilityByStage: Readonly<Record<string, number>> = {
	Prospecting: 10,
	Qualification: 10,
	'Needs Analysis': 20,
	'Value Proposition': 50,
	'Id. Decision Makers': 60,
	'Perception Analysis': 70,
	'Proposal/Price Quote': 75,
	'Negotiation/Review': 90,
	'Closed Won': 100,
	'Closed Lost': 0,
};

const derive: Readonly<Record<string, Derive>> = {
	Opportunity(changes, after): Derived {
		if (changes.StageName === undefined) return {};
		const stage = String(after.StageName);
		const probability = probabilityByStage[stage];
		return {
			IsClosed: Number(stage.startsWith('Closed')),
			IsWon: Number(stage === 'Closed Won'),
			...(changes.Probability === undefined && probability !== undefined ? { Probability: probability } : {}),
		};
	},
	Task(changes, after, now): Derived {
		const isClosed = after.Status === 'Completed';
		return {
			IsClosed: Number(isClosed),
			IsHighPriority: Number(after.Priority === 'High'),
			...(changes.Status === undefined ? {} : { CompletedDateTime: isClosed ? now : null }),
			...(typeof after.WhatId === 'string' && after.WhatId.startsWith('001') ? { AccountId: after.WhatId } : {}),
		};
	},
	Case(changes, after, now): Derived {
		if (changes.Status === undefined) return {};
		const isClosed = after.Status === 'Closed';
		return { IsClosed: Number(isClosed), ClosedDate: isClosed ? now : null };
	},
	CampaignMember(changes, after, now): Derived {
		if (changes.Status === undefined) return {};
		const hasResponded = after.Status === 'Responded';
		return { HasResponded: Number(hasResponded), FirstRespondedDate: hasResponded ? now.slice(0, 10) : null };
	},
};

/** The read-only fields that follow from a record's other fields: closed, won, responded. */
export function derivedValues(
	type: SObjectType,
	changes: Values,
	after: () => Values,
	now: string,
): Record<string, SQLInputValue> {
	return derive[type.name]?.(changes, after(), now) ?? {};
}
