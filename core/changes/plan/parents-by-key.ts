import { isBlank } from '../../record/field-value';
import { idOfRead } from '../../record/identity';
import type { SalesforceClient } from '../../salesforce/client';
import type { RowError } from '../../salesforce/row-result';
import type { FieldDescription, SObjectDescription } from '../../salesforce/schema';
import { quoted } from './coerce/coercion';
import { keyOf, problemWithKey, fetchByKey, keyLists } from './key-field';
import type { WriteTarget, Parents } from './record-plan';

/** A look-up that is given by a field of the record it leads to, such as `Account.ERP_Id__c`. */
interface ParentPath {
	readonly path: string;
	readonly parent: SObjectDescription;
	readonly keyField: FieldDescription;
	readonly ids: ReadonlyMap<string, string>;
}

/** A look-up whose path has been looked into: what stands in the way, or the keys that have to be found. */
type Question =
	| { readonly path: string; readonly problem: string }
	| (Omit<ParentPath, 'ids'> & { readonly keys: readonly string[] });

/** The look-up field that a path such as `Account.ERP_Id__c` is about; `undefined` for a plain name and for a path that begins with no look-up. */
export function lookUpOf(path: string, description: SObjectDescription | undefined): FieldDescription | undefined {
	if (!path.includes('.')) return undefined;
	const [relationship, field, ...deeper] = path.split('.');
	if (field === undefined || deeper.length > 0 || !description) return undefined;
	return [...description.fieldByName.values()].find(({ relationshipName }) => relationshipName === relationship);
}

/** Prepares the finding of the parents: describes them, which may cost calls, and says by `calls` what asking will cost; nothing is asked where no path is proposed. */
export async function planParents(
	client: SalesforceClient,
	targets: ReadonlyArray<Pick<WriteTarget, 'item'>>,
	description: SObjectDescription,
) {
	const questions = await Promise.all(
		[...pathsIn(targets)].map(async ([path, values]) => await questionOf(client, path, values, description)),
	);
	const calls = questions.reduce(
		(sum, question) => sum + ('keys' in question ? keyLists(question.keys, question.keyField).length : 0),
		0,
	);
	return { calls, ask: async (signal?: AbortSignal) => await fetchParents(client, questions, signal) };
}

function pathsIn(targets: ReadonlyArray<Pick<WriteTarget, 'item'>>): Map<string, Set<string>> {
	const values = new Map<string, Set<string>>();
	for (const { item } of targets) {
		const proposals = item._enrichment?.proposals ?? {};
		for (const path in proposals) {
			const { value } = proposals[path];
			if (!path.includes('.') || isBlank(value)) continue;
			values.set(path, (values.get(path) ?? new Set()).add(String(value).trim()));
		}
	}
	return values;
}

async function questionOf(
	client: SalesforceClient,
	path: string,
	values: ReadonlySet<string>,
	description: SObjectDescription,
): Promise<Question> {
	const lookUp = lookUpOf(path, description);
	if (!lookUp) return { path, problem: `${description.name} has no look-up that the path begins with` };
	const name = path.split('.')[1];
	for (const sObject of lookUp.referenceTo) {
		const parent = await client.describe(sObject);
		const keyField = parent.fieldByName.get(name);
		if (!keyField?.externalId) continue;
		const keys = [...values].filter((value) => problemWithKey(value, name, keyField) === undefined);
		return { path, parent, keyField, keys };
	}
	return {
		path,
		problem: `${name} is no external ID field of ${lookUp.referenceTo.join(' or ')} that this user may see`,
	};
}

async function fetchParents(
	client: SalesforceClient,
	questions: readonly Question[],
	signal?: AbortSignal,
): Promise<Parents> {
	const answers = new Map<string, ParentPath>();
	const problems = new Map<string, string>();
	for (const question of questions) {
		if ('problem' in question) problems.set(question.path, question.problem);
		else answers.set(question.path, { ...question, ids: await idsOf(client, question, signal) });
	}
	return { find: (path, value) => findParent(path, value, answers.get(path), problems.get(path)) };
}

async function idsOf(
	client: SalesforceClient,
	{ parent, keyField, keys }: Exclude<Question, { problem: string }>,
	signal?: AbortSignal,
): Promise<Map<string, string>> {
	const look = { sObject: parent.name, externalIdField: keyField.name, keyField, fields: [] };
	const records = await fetchByKey(client, look, keys, signal);
	return new Map([...records].map(([key, record]) => [key, idOfRead(record)]));
}

function findParent(
	path: string,
	value: unknown,
	answer: ParentPath | undefined,
	problem: string | undefined,
): ReturnType<Parents['find']> {
	if (!answer) return { error: missing(path, 'INVALID_FIELD', problem ?? 'nobody looked for it') };
	const { parent, keyField, ids } = answer;
	const key = String(value).trim();
	const wrong = problemWithKey(key, keyField.name, keyField);
	if (wrong !== undefined) return { error: missing(path, 'INVALID_TYPE_ON_FIELD_IN_RECORD', wrong) };
	const id = ids.get(keyOf(key, keyField));
	if (id !== undefined) return { id };
	return {
		error: missing(
			path,
			'INVALID_CROSS_REFERENCE_KEY',
			`no ${parent.name} that this user may see has ${keyField.name} ${quoted(value)}`,
		),
	};
}

function missing(path: string, code: string, why: string): RowError {
	return { code, message: `${path}: ${why}`, fields: [path], retryable: false };
}
