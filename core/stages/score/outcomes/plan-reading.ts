import { EnrichmentError } from '../../../errors';
import type { SalesforceClient } from '../../../salesforce/client';
import { dateFrom } from '../predictive/data/cell';
import type { FieldDescription, SObjectDescription } from '../../../salesforce/schema';
import { assertApiName, assertFieldPath, soqlDay, soqlLiteral } from '../../../salesforce/soql';
import { learnableFields } from './learnable-fields';
import type { TrainingFrame } from './training-frame';
import { dayMs, type Decision, type OtherSource, type TrainingQuery } from './training-source';

/** A query, and what becomes of its rows. */
export interface Reading {
	readonly soql: string;
	readonly paths: readonly string[];
	take(values: readonly unknown[], frame: TrainingFrame): void;
}

/** How the records of a source are read. */
export interface ReadingPlan {
	/** Of the records that values are of. */
	readonly sObject: string;
	readonly basis: 'lead' | 'account';
	/** What the columns of outcome and moment are called. */
	readonly outcome: string;
	readonly time: string;
	/** As the model will look for them, in the order in which the frame has them. */
	readonly fields: readonly string[];
	readonly labels: Readonly<Record<string, string>>;
	/** The second reading needs what the first has brought. */
	readonly readings: readonly Reading[];
}

interface Fields {
	readonly names: readonly string[];
	readonly labels: Readonly<Record<string, string>>;
	readonly fieldByName: ReadonlyMap<string, FieldDescription>;
}

/** Describes the object and writes the query; throws `invalid_parameter` when a field is not there. */
export async function planReading(
	client: Pick<SalesforceClient, 'describe'>,
	query: TrainingQuery,
): Promise<ReadingPlan> {
	switch (query.source.kind) {
		case 'leads':
			return planLeads(await fieldsOf(client, 'Lead', query), query);
		case 'accounts':
			return planAccounts(await fieldsOf(client, 'Account', query), query);
		case 'contacts':
			return planContacts(await contactFields(client, query), query);
		case 'other':
			return planOther(await fieldsOf(client, query.source.sObject, query), query, query.source);
	}
}

function planLeads({ names, labels }: Fields, { from, until, daysToDecide, maxRecords }: TrainingQuery): ReadingPlan {
	const paths = ['Id', 'IsConverted', 'CreatedDate', 'ConvertedDate', ...names];
	const where = `CreatedDate >= ${soqlLiteral(from)} AND CreatedDate < ${soqlLiteral(until)}`;
	return {
		sObject: 'Lead',
		basis: 'lead',
		outcome: 'IsConverted',
		time: 'CreatedDate',
		fields: names,
		labels,
		readings: [
			{
				paths,
				soql: `SELECT ${paths.join(', ')} FROM Lead WHERE ${where} ORDER BY CreatedDate DESC, Id LIMIT ${maxRecords}`,
				take([id, isConverted, created, converted, ...values], frame) {
					const neededMs = timeOf(created);
					const decidedMs =
						String(isConverted) === 'true' ? endOfDay(timeOf(converted)) : neededMs + daysToDecide * dayMs;
					frame.set({ id: String(id), outcome: String(isConverted), neededMs, decidedMs }, values);
				},
			},
		],
	};
}

function planAccounts({ names, labels }: Fields, query: TrainingQuery): ReadingPlan {
	return {
		...ofOpportunities,
		sObject: 'Account',
		basis: 'account',
		fields: names,
		labels,
		readings: [decidedOpportunities(names, query)],
	};
}

const ofOpportunities = { outcome: 'IsWon', time: 'CreatedDate' };

/** Opportunities that were decided, with fields of their accounts. One of several accounts for its best end, the earliest of these. */
function decidedOpportunities(accountFields: readonly string[], query: TrainingQuery): Reading {
	const paths = [
		'AccountId',
		'IsWon',
		'CreatedDate',
		'CloseDate',
		...accountFields.map((name) => assertFieldPath(`Account.${name}`)),
	];
	return {
		paths,
		soql: `SELECT ${paths.join(', ')} FROM Opportunity WHERE ${closedWhere(query)} ORDER BY CloseDate DESC, Id LIMIT ${query.maxRecords}`,
		take([accountId, isWon, created, closed, ...values], frame) {
			const decision: Decision = {
				id: String(accountId),
				outcome: String(isWon),
				neededMs: timeOf(created),
				decidedMs: timeOf(closed),
			};
			const known = frame.decisionOf(decision.id);
			if (known === undefined || comesBefore(decision, known)) frame.set(decision, values);
		},
	};
}

function closedWhere({ from, until }: TrainingQuery): string {
	return `IsClosed = TRUE AND AccountId != NULL AND CloseDate >= ${dayOf(from)} AND CloseDate < ${dayOf(until)}`;
}

function comesBefore(one: Decision, other: Decision): boolean {
	return one.outcome === other.outcome ? one.neededMs < other.neededMs : one.outcome === 'true';
}

/** The people of accounts: the opportunities say how each account ended, and a second query brings who was there before. */
function planContacts({ names, labels }: Fields, query: TrainingQuery): ReadingPlan {
	const endByAccount = new Map<string, Decision>();
	const opportunities = decidedOpportunities([], query);
	const paths = ['Id', 'AccountId', 'CreatedDate', ...names];
	return {
		...ofOpportunities,
		sObject: 'Contact',
		basis: 'lead',
		fields: names,
		labels,
		readings: [
			{
				...opportunities,
				take([accountId, isWon, created, closed]) {
					const id = String(accountId);
					const end = { id, outcome: String(isWon), neededMs: timeOf(created), decidedMs: timeOf(closed) };
					const known = endByAccount.get(id);
					if (known === undefined || comesBefore(end, known)) endByAccount.set(id, end);
				},
			},
			{
				paths,
				soql: `SELECT ${paths.join(', ')} FROM Contact WHERE AccountId IN (SELECT AccountId FROM Opportunity WHERE ${closedWhere(query)}) ORDER BY CreatedDate DESC, Id LIMIT ${query.maxRecords}`,
				take([id, accountId, created, ...values], frame) {
					const end = endByAccount.get(String(accountId));
					if (end && timeOf(created) < end.decidedMs) frame.set({ ...end, id: String(id) }, values);
				},
			},
		],
	};
}

function planOther({ names, labels, fieldByName }: Fields, query: TrainingQuery, source: OtherSource): ReadingPlan {
	const { sObject, outcome, time, decided, condition } = source;
	const fields = names.filter((name) => name !== outcome && name !== time && name !== decided);
	const paths = [
		'Id',
		assertFieldPath(outcome),
		assertFieldPath(time),
		...(decided ? [assertFieldPath(decided)] : []),
		...fields,
	];
	const isDay = fieldByName.get(time)?.type === 'date';
	const [from, until] = [query.from, query.until].map((at) => (isDay ? dayOf(at) : soqlLiteral(at)));
	const where = `${time} >= ${from} AND ${time} < ${until}${condition ? ` AND ${condition}` : ''}`;
	return {
		sObject,
		basis: ['Lead', 'Contact'].includes(sObject) ? 'lead' : 'account',
		outcome,
		time,
		fields,
		labels,
		readings: [
			{
				paths: [...new Set(paths)],
				soql: `SELECT ${[...new Set(paths)].join(', ')} FROM ${assertApiName(sObject)} WHERE ${where} ORDER BY ${time} DESC, Id LIMIT ${query.maxRecords}`,
				take([id, ended, needed, ...rest], frame) {
					const [decidedAt, ...values] = decided ? rest : [null, ...rest];
					frame.set({ id: String(id), outcome: ended, neededMs: timeOf(needed), decidedMs: timeOf(decidedAt) }, values);
				},
			},
		],
	};
}

async function fieldsOf(
	client: Pick<SalesforceClient, 'describe'>,
	sObject: string,
	{ fields }: TrainingQuery,
): Promise<Fields> {
	const description = await client.describe(assertApiName(sObject));
	const { fieldByName } = description;
	const labelOf = (path: string): string => fieldByName.get(path)?.label ?? path;
	const names =
		fields?.map((path) => knownPath(path, description)) ?? learnableFields(description).map(({ name }) => name);
	return { names, labels: Object.fromEntries(names.map((name) => [name, labelOf(name)])), fieldByName };
}

async function contactFields(client: Pick<SalesforceClient, 'describe'>, query: TrainingQuery): Promise<Fields> {
	const own = await fieldsOf(client, 'Contact', query);
	if (query.fields) return own;
	const { names, labels } = await fieldsOf(client, 'Account', query);
	return {
		names: [...own.names, ...names.map((name) => `Account.${name}`)],
		labels: {
			...own.labels,
			...Object.fromEntries(names.map((name) => [`Account.${name}`, `Account: ${labels[name]}`])),
		},
		fieldByName: own.fieldByName,
	};
}

function knownPath(path: string, { name, fieldByName }: SObjectDescription): string {
	if (path.includes('.') || fieldByName.has(path)) return assertFieldPath(path);
	throw new EnrichmentError('invalid_parameter', `${name} has no field ${path} that this user can read.`, {
		remedy: 'Use the API name as Setup > Object Manager has it, and check field-level security.',
	});
}

/** NaN where there is none. */
function timeOf(value: unknown): number {
	return dateFrom(value);
}

/** A conversion is known by its day alone; what happened on that day came before it. */
function endOfDay(time: number): number {
	return time + dayMs;
}

function dayOf(at: Date): string {
	return soqlDay(at.toISOString().slice(0, 10));
}
