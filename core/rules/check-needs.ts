import { groupBy, uniq } from 'lodash';
import { EnrichmentError } from '../errors';
import type { SalesforceClient } from '../salesforce/client';
import type { FieldDescription } from '../salesforce/schema';
import { findFields } from '../stages/fetch/find-fields';
import { findAbsentRecords, type NamedRecord } from './named-records';
import { findRecordNames } from './record-names';
import { idsAmong, type RuleNeed, ruleNeeds } from './rule-needs';
import type { RuleSet } from './rule-set';

/** What an org lacks that a rule needs. */
export interface RuleGap {
	/** `missing` has to be put right before the rules can hold; a `warning` may be meant so. */
	readonly state: 'missing' | 'warning';
	readonly object: string;
	/** Where in the document, the first place of several. */
	readonly path: string;
	readonly what: string;
	readonly whatToDo: string;
}

/** What the org of this credential lacks: objects, fields, rights, values of picklists, records that are named by their Id. A call for each object that rules name, one for Ids and one for names of records. */
export async function checkNeeds(client: SalesforceClient, ruleSet: RuleSet, signal?: AbortSignal): Promise<RuleGap[]> {
	const needs = ruleNeeds(ruleSet);
	const gaps: RuleGap[] = [];
	const ids = uniq(needs.flatMap(({ values = [] }) => idsAmong(values)));
	const known = ids.length > 0 ? await findRecordNames(client, ids, signal) : new Map<string, unknown>();
	for (const [object, ofObject] of Object.entries(groupBy(needs, 'object'))) {
		signal?.throwIfAborted();
		for (const gap of await checkObject(client, object, ofObject, known)) gaps.push(gap);
	}
	// Without the fields there is nothing to name.
	return [...gaps, ...(await findAbsentRecords(client, needs, signal)).map(absentRecord)];
}

function absentRecord({ kind, name, need: { object, path } }: NamedRecord): RuleGap {
	return {
		...{ state: 'missing', object, path },
		what: `There is no ${kind} ${name}${kind === 'user' ? '' : ` of ${object}`}.`,
		whatToDo:
			kind === 'user'
				? 'Correct the username; those of a sandbox end with its name.'
				: 'Deploy the record type, or correct the rule.',
	};
}

async function checkObject(
	client: SalesforceClient,
	object: string,
	needs: readonly RuleNeed[],
	known: ReadonlyMap<string, unknown>,
): Promise<RuleGap[]> {
	const description = await client.describe(object).catch((error: unknown) => {
		if (error instanceof EnrichmentError && error.code === 'invalid_parameter') return undefined;
		throw error;
	});
	if (!description) {
		const what = `${object} is not there, or hidden from the user of the credential.`;
		const whatToDo = 'Deploy the object, or grant the user Read and Edit on it.';
		return [{ state: 'missing', object, path: `objects.${object}`, what, whatToDo }];
	}
	const gaps: RuleGap[] = [];
	for (const [path, uses] of Object.entries(groupBy(needs, 'field'))) {
		const field = await findFields(client, description, [path]).then(
			(found) => found.get(path)?.field,
			(error: unknown) => {
				if (error instanceof EnrichmentError && error.code === 'missing_field') return undefined;
				throw error;
			},
		);
		for (const gap of field ? gapsOf(object, field, uses, known) : [absent(object, path, uses)]) gaps.push(gap);
	}
	return gaps;
}

function absent(object: string, field: string, uses: readonly RuleNeed[]): RuleGap {
	const isOwn = uses.some((use) => use.isOwn);
	return {
		state: 'missing',
		object,
		path: uses[0].path,
		what: `${object}.${field} is not there, or hidden from the user of the credential.`,
		whatToDo: isOwn
			? `Create it first: Enrichment Run › Org › Create Fields for ${object}.`
			: `Deploy the field, or grant the user ${uses.some(({ use }) => use === 'write') ? 'Read and Edit' : 'Read'} on it.`,
	};
}

function gapsOf(
	object: string,
	field: FieldDescription,
	uses: readonly RuleNeed[],
	known: ReadonlyMap<string, unknown>,
): RuleGap[] {
	const isWritten = uses.some(({ use }) => use === 'write');
	const gap = (state: RuleGap['state'], path: string, what: string, whatToDo: string): RuleGap => ({
		...{ state, object, path, what, whatToDo },
	});
	return [
		...(isWritten && !field.updateable
			? [
					gap(
						'missing',
						uses[0].path,
						`${object}.${field.name} may be read but not edited by the user.`,
						'Grant the user Edit on it.',
					),
				]
			: []),
		...uses.flatMap(({ path, values = [] }) => {
			const ids = idsAmong(values);
			return [
				...unknownValues(
					field,
					values.filter((value) => !ids.includes(value)),
				).map((value) =>
					gap(
						field.restrictedPicklist || !isWritten ? 'missing' : 'warning',
						path,
						`The picklist ${object}.${field.name} has no active value "${value}".`,
						'Add the value in Setup, or correct the rule.',
					),
				),
				...ids
					.filter((id) => !known.has(id))
					.map((id) =>
						gap(
							'missing',
							path,
							`The record ${id}, which a rule on ${object}.${field.name} names by its ID, is not there.`,
							'IDs differ between orgs: name a record type by RecordType.DeveloperName, an owner by Owner.Username, a queue by Owner.Name.',
						),
					),
			];
		}),
	];
}

/** Picklists compare without regard to case in filters; values are written as they are spelled. */
function unknownValues({ type, picklistValues }: FieldDescription, values: readonly string[]): string[] {
	if (!/^(picklist|multipicklist)$/.test(type)) return [];
	const active = new Set(picklistValues.filter((entry) => entry.active).map(({ value }) => value.toLowerCase()));
	return uniq(values.filter((value) => !active.has(value.toLowerCase())));
}
