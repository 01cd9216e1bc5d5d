import { groupBy, maxBy } from 'lodash';
import { isBlank, isSameValue } from '../../../record/field-value';
import type { RecordId } from '../../../record/identity';
import { plainWords } from '../../../record/plain-words';
import type { FieldDescription, SObjectDescription } from '../../../salesforce/schema';
import { type GroupRecord, timeOf } from './group-record';
import { type FieldRule, standardConsentFields, type SurvivorshipRules } from './survivorship-rules';

/** A value that the master takes over. */
export interface ChosenValue {
	readonly field: string;
	/** What the master holds. */
	readonly before: unknown;
	readonly after: unknown;
	/** Whose value it is; of a joined one, the first that adds something. */
	readonly from: RecordId;
	/** The rule that chose it. */
	readonly rule: FieldRule['take'];
}

/** A value that goes with its record, because another one won. */
export interface LostValue {
	readonly field: string;
	readonly value: unknown;
	readonly from: RecordId;
}

export interface Choice {
	readonly chosen: readonly ChosenValue[];
	readonly lost: readonly LostValue[];
}

/** What a merge never chooses: who owns it, what kind it is and what it hangs below are the master's, or a person's to decide. */
const mastersOwn = new Set(['OwnerId', 'RecordTypeId', 'IndividualId', 'ParentId', 'ReportsToId', 'MasterRecordId']);

/** Field by field what the master takes over from the others; `ranked` begins with the master. */
export function chooseValues(
	ranked: readonly GroupRecord[],
	rules: SurvivorshipRules,
	description: SObjectDescription,
): Choice {
	const consent = new Set<string>([...standardConsentFields, ...(rules.consentFields ?? [])]);
	const chosen: ChosenValue[] = [];
	const lost: LostValue[] = [];
	for (const fields of fieldUnits(description)) {
		const rule = consent.has(fields[0].name) ? ({ take: 'most_restrictive' } as const) : ruleOf(fields, rules);
		const winner = fields.length > 1 ? wholeFrom(ranked, fields, rule) : undefined;
		for (const field of fields) {
			const choice = winner ? fromOne(ranked, field, winner, rule) : fromAll(ranked, field, rule);
			if (choice) chosen.push(choice);
			const stays = choice ? choice.after : ranked[0].values[field.name];
			for (const { id, values } of ranked.slice(1)) {
				const value = values[field.name];
				if (field.type !== 'boolean' && !isBlank(value) && !holds(stays, value, field, rule))
					lost.push({ field: field.name, value, from: id });
			}
		}
	}
	return { chosen, lost };
}

/** Fields that are chosen one by one, and the parts of an address together: a street of one and a city of another is nobody's address. */
function fieldUnits({ fieldByName }: SObjectDescription): FieldDescription[][] {
	const writable = [...fieldByName.values()].filter(({ name, updateable }) => updateable && !mastersOwn.has(name));
	const [parts, single] = [
		writable.filter((field) => isAddressPart(field)),
		writable.filter((field) => !isAddressPart(field)),
	];
	return [
		...single.map((field) => [field]),
		...Object.values(groupBy(parts, ({ compoundFieldName }) => compoundFieldName)),
	];
}

function isAddressPart({ compoundFieldName }: FieldDescription): boolean {
	return typeof compoundFieldName === 'string' && compoundFieldName !== 'Name';
}

function ruleOf(fields: readonly FieldDescription[], { fields: byField, otherwise }: SurvivorshipRules): FieldRule {
	const named = fields.flatMap(
		({ name, compoundFieldName }) => byField[name] ?? byField[compoundFieldName ?? ''] ?? [],
	);
	return named[0] ?? otherwise ?? { take: 'master' };
}

/** Whose address it is as a whole: by the rule, of those who have one; the master's own counts as soon as it says more than a country. */
function wholeFrom(ranked: readonly GroupRecord[], fields: readonly FieldDescription[], rule: FieldRule): GroupRecord {
	const filled = (record: GroupRecord) => fields.filter(({ name }) => !isBlank(record.values[name])).length;
	const having = ranked.filter((record) => filled(record) > 0);
	if (having.length === 0) return ranked[0];
	if (rule.take === 'newest') return maxBy(having, ({ values }) => instantOf(values.LastModifiedDate))!;
	if (rule.take === 'longest') return maxBy(having, filled)!;
	const placed = having.filter((record) =>
		fields.some(({ name }) => /Street|City|PostalCode/.test(name) && !isBlank(record.values[name])),
	);
	return placed[0] ?? having[0];
}

function fromOne(
	[master]: readonly GroupRecord[],
	{ name, type }: FieldDescription,
	winner: GroupRecord,
	{ take }: FieldRule,
): ChosenValue | undefined {
	if (winner === master) return undefined;
	const [before, after] = [master.values[name] ?? null, winner.values[name] ?? null];
	return isSameValue(before, after, type) ? undefined : { field: name, before, after, from: winner.id, rule: take };
}

function fromAll(ranked: readonly GroupRecord[], field: FieldDescription, rule: FieldRule): ChosenValue | undefined {
	const { name, type } = field;
	const [master] = ranked;
	const before = master.values[name] ?? null;
	const having = ranked.filter((record) => !isBlank(record.values[name]) && mayGive(record, master, name));
	if (having.length === 0) return undefined;
	const { after, from } = pick(having, field, rule);
	return isSameValue(before, after, type) ? undefined : { field: name, before, after, from: from.id, rule: rule.take };
}

/** A first name is filled in from a record of the same last name only. */
function mayGive(record: GroupRecord, master: GroupRecord, field: string): boolean {
	if (!/^(FirstName|MiddleName|Salutation|Suffix)$/.test(field) || record === master) return true;
	const [own, masters] = [record, master].map(({ values }) => plainWords(String(values.LastName ?? '')));
	return own === masters || masters === '';
}

function pick(
	having: readonly GroupRecord[],
	{ name, type }: FieldDescription,
	rule: FieldRule,
): { readonly after: unknown; readonly from: GroupRecord } {
	const valueOf = (record: GroupRecord) => record.values[name];
	const best = (figure: (record: GroupRecord) => number) => maxBy(having, figure) ?? having[0];
	const of = (from: GroupRecord) => ({ after: valueOf(from), from });
	switch (rule.take) {
		case 'master':
			return of(having[0]);
		case 'longest':
			return of(best((record) => String(valueOf(record)).trim().length));
		case 'newest':
			return of(best((record) => instantOf(record.provenance[name]?.observedAt ?? record.values.LastModifiedDate)));
		case 'most_frequent':
			return of(best((record) => having.filter((other) => isSameValue(valueOf(other), valueOf(record), type)).length));
		case 'most_confident':
			return of(best(({ provenance }) => (provenance[name] ? (provenance[name].confidence ?? 0) : personsConfidence)));
		case 'source':
			return of(best((record) => -sourceRank(record, name, rule.sources)));
		case 'most_restrictive':
			return of(having.find((record) => valueOf(record) === true) ?? having[0]);
		case 'join':
			return joined(having, name, type);
	}
}

/** A person who typed a value was surer than any provider. */
const personsConfidence = 1.01;

function sourceRank({ provenance }: GroupRecord, field: string, sources: readonly string[]): number {
	const rank = sources.findIndex(
		(source) => source.toLowerCase() === (provenance[field]?.provider ?? 'person').toLowerCase(),
	);
	return rank < 0 ? sources.length : rank;
}

function joined(having: readonly GroupRecord[], name: string, type: string) {
	const separator = type === 'multipicklist' ? ';' : '\n';
	const seen = new Map<string, string>();
	let from = having[0];
	for (const record of having) {
		for (const part of String(record.values[name]).split(separator)) {
			const text = part.trim();
			if (text === '' || seen.has(text.toLowerCase())) continue;
			if (record !== having[0] && from === having[0]) from = record;
			seen.set(text.toLowerCase(), text);
		}
	}
	return { after: [...seen.values()].join(separator), from };
}

/** Whether nothing of the value is lost in what stays. */
function holds(stays: unknown, value: unknown, { type }: FieldDescription, { take }: FieldRule): boolean {
	if (take === 'join') return true;
	if (isSameValue(stays, value, type)) return true;
	return (
		typeof stays === 'string' && typeof value === 'string' && stays.trim().toLowerCase() === value.trim().toLowerCase()
	);
}

function instantOf(value: unknown): number {
	return timeOf(value) ?? 0;
}
