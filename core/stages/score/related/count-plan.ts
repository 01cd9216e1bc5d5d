import { EnrichmentError } from '../../../errors';
import type { SalesforceClient } from '../../../salesforce/client';
import type { SObjectDescription } from '../../../salesforce/schema';
import { soqlIdList } from '../../../salesforce/soql';
import { newestDay } from '../age';
import type { RelatedRule } from '../scorecard';
import { fieldNamed, seeObject, walkToField } from './field-walk';
import { relatedCondition } from './related-condition';

/** How some rules' related records are counted. */
export interface CountPlan {
	/** API name of the related object. */
	readonly sObject: string;
	/** What people call it. */
	readonly label: string;
	/** Its look-up to the records. */
	readonly by: string;
	/** What it is counted by beside that, in SOQL: the day, where a rule decays. */
	readonly day?: string;
	/** All conditions but the Ids, in SOQL. */
	readonly conditions: readonly string[];
}

/** Most groups that Salesforce gives of a query (SOQL guide, “GROUP BY”): it has no further pages. */
export const mostGroups = 2_000;

/** One fewer than the groups of a query, so that a full reply always means that some are missing. */
const idsPerQuery = mostGroups - 1;
const idsPerQueryOfDays = 500;

const dayMs = 86_400_000;
/** So few days that no record has more groups than a query gives. */
const longestDecayDays = 1_825;
/** After so many half-lives a thousandth is left. */
const halfLivesCounted = 10;

/** Salesforce's own look-ups where an object has several. */
const usualLookUps: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	Lead: { Task: 'WhoId', Event: 'WhoId', CampaignMember: 'LeadId' },
	Contact: { Task: 'WhoId', Event: 'WhoId', CampaignMember: 'ContactId', Case: 'ContactId', Opportunity: 'ContactId' },
	Account: { Task: 'AccountId', Event: 'AccountId', Case: 'AccountId', Opportunity: 'AccountId', Contact: 'AccountId' },
};

/** The plan of a rule as of `now`, or why there is none: what this user does not see, or what the rule asks cannot be asked. */
export async function planCount(
	client: SalesforceClient,
	parent: string,
	{ related, decay }: RelatedRule,
	now: Date,
): Promise<CountPlan | { readonly fault: string }> {
	const seen = await seeObject(client, related.object);
	if ('fault' in seen) return seen;
	const { description } = seen;
	const by = lookUpOf(description, parent, related.by);
	if (typeof by !== 'string') return by;
	const conditions: string[] = [];
	for (const condition of related.where ?? []) {
		const walked = await walkToField(client, description, condition.field);
		if ('fault' in walked) return walked;
		try {
			conditions.push(relatedCondition(condition, walked.field));
		} catch (error) {
			if (!(error instanceof EnrichmentError)) throw error;
			return { fault: `${description.name}.${condition.field}: ${error.message}` };
		}
	}
	const plan = { sObject: description.name, label: description.label, by, conditions };
	const lastDays = windowOf(related.lastDays, decay?.halfLifeDays);
	if (lastDays === undefined) return plan;
	const path = related.date ?? 'CreatedDate';
	const walked = await walkToField(client, description, path);
	if ('fault' in walked) return walked;
	if (walked.field.type !== 'date' && walked.field.type !== 'datetime')
		return { fault: `${description.name}.${path}: it is of type ${walked.field.type} and no date` };
	const isDay = walked.field.type === 'date';
	return {
		...plan,
		conditions: [...conditions, ...windowConditions(path, isDay, lastDays, now)],
		...(decay && { day: isDay ? path : `DAY_ONLY(${path})` }),
	};
}

/** How many records a query asks for: one group each, or a few days each. */
export function idsPerQueryOf({ day }: CountPlan): number {
	return day === undefined ? idsPerQuery : idsPerQueryOfDays;
}

/** The query for some records; its rows hold the record as `p`, the day as `d`, and the number as `alias`. */
export function countQuery({ sObject, by, day, conditions }: CountPlan, ids: readonly string[], alias: string): string {
	const where = [`${by} IN ${soqlIdList(ids)}`, ...conditions].join(' AND ');
	const groups = day === undefined ? by : `${by}, ${day}`;
	return `SELECT ${by} p, ${day === undefined ? '' : `${day} d, `}COUNT(Id) ${alias} FROM ${sObject} WHERE ${where} GROUP BY ${groups} LIMIT ${mostGroups}`;
}

function windowOf(lastDays: number | undefined, halfLifeDays: number | undefined): number | undefined {
	if (halfLifeDays === undefined) return lastDays;
	return Math.min(lastDays ?? Math.ceil(halfLifeDays * halfLivesCounted), longestDecayDays);
}

/** What is dated ahead has not happened yet. */
function windowConditions(path: string, isDay: boolean, lastDays: number, now: Date): string[] {
	const from = new Date(now.getTime() - lastDays * dayMs).toISOString();
	return isDay
		? [`${path} >= ${from.slice(0, 10)}`, `${path} <= ${newestDay(now)}`]
		: [`${path} >= ${from}`, `${path} <= ${now.toISOString()}`];
}

/** The look-up that was named, the usual one, or the only one. */
function lookUpOf(
	description: SObjectDescription,
	parent: string,
	named: string | undefined,
): string | { readonly fault: string } {
	const { name } = description;
	const wanted = named ?? usualLookUps[parent]?.[name];
	const field = wanted === undefined ? undefined : fieldNamed(description, wanted);
	if (field) {
		if (field.referenceTo.includes(parent)) return field.name;
		return { fault: `${name}.${field.name}: it is no look-up to ${parent}` };
	}
	if (named !== undefined) return { fault: `${name}.${named}: this user sees no such field` };
	const possible = [...description.fieldByName.values()].filter(({ referenceTo }) => referenceTo.includes(parent));
	if (possible.length === 1) return possible[0].name;
	const names = possible.map((each) => each.name).join(', ');
	return {
		fault: names ? `${name}: by which look-up? It has ${names}` : `${name}: this user sees no look-up to ${parent}`,
	};
}
