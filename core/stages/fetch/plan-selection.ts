import { EnrichmentError } from '../../errors';
import { currencyPathOf } from '../../record/amounts';
import { type OwnFieldNames, shippedFieldNames } from '../../record/fields';
import type { AmountRates } from '../../record/record-item';
import type { SalesforceClient } from '../../salesforce/client';
import type { FieldDescription, SObjectDescription } from '../../salesforce/schema';
import { currencyField, fetchCurrencies, hasCurrencies } from '../../salesforce/currencies';
import { assertApiName, assertFieldPath } from '../../salesforce/soql';
import { type CompoundPart, compoundParts } from './compound-fields';
import { dueCondition, orderBy, presetCondition, type StampCondition } from './due-condition';
import { findFields, type FoundField } from './find-fields';
import { joinByLogic, parseFilterLogic } from './filter-logic';
import { filterCondition, type FilterRow } from './filter-row';
import { fetchPreset } from './object-presets';
import { optOutPaths } from './opt-out-fields';
import { checkedRawWhere } from './raw-where';
import { listViewCondition } from './list-view-condition';
import { heldBackConditions, nothingRemembered, type Remembered } from './remembered';
import { orderOf, type Selection, type SelectionFilter, type SelectionRequest } from './selection';

/** Fields, standing conditions and order of a selection, all of them known to exist. */
export interface SelectionPlan {
	readonly sObject: string;
	readonly fields: readonly string[];
	readonly conditions: readonly string[];
	/** What stands behind ORDER BY. */
	readonly sort: string;
	/** Of each of `fields`, what describe says. */
	readonly fieldByPath: ReadonlyMap<string, FieldDescription>;
	/** Of those that are compound, such as addresses, the parts; absent when none is. */
	readonly partsByPath?: ReadonlyMap<string, readonly CompoundPart[]>;
	/** What the amounts among `fields` are worth; absent where there are none, or the org has one currency. */
	readonly amounts?: AmountRates;
	/** Usual fields that are left out, because the object has none of that name or this user may not see it; absent when all are read. */
	readonly unread?: readonly string[];
}

/** What planning reads of a request. */
export type PlanRequest = Pick<
	SelectionRequest,
	'sObject' | 'fields' | 'selection' | 'filter' | 'order' | 'unchangedBy' | 'fieldNames' | 'readsOptOuts'
>;

/** Puts the selection together, heeding what is remembered; `now` is Salesforce's clock. Throws `missing_field` naming every field that the user cannot see. */
export async function planSelection(
	client: SalesforceClient,
	request: PlanRequest,
	now: Date,
	remembered = nothingRemembered,
): Promise<SelectionPlan> {
	const { sObject } = request;
	const fieldNames = ownNames(request);
	const preset = fetchPreset(assertApiName(sObject), fieldNames);
	const description = await client.describe(sObject);
	const isPresent = (name: string) => description.fieldByName.has(name);
	const { sort, fields: sortFields } = orderBy(orderOf(request), fieldNames);
	const stampFields = stampConditions(request, now).flatMap(({ fields }) => fields);
	assertStamped(description, [...stampFields, ...sortFields]);

	const preselected = preset.fields.filter((path) => isPresent(path) || !preset.dispensable.includes(path));
	// An org with one currency has no such field, and nobody misses it.
	const unread = preset.dispensable.filter((name) => !isPresent(name) && name !== currencyField);
	const optOuts = request.readsOptOuts ? await optOutPaths(client, description) : [];
	const wanted = [
		...new Set([...preselected, ...optOuts, ...request.fields, ...Object.values(request.unchangedBy?.fields ?? {})]),
	];
	const named = await findFields(client, description, wanted.map(assertFieldPath));
	const amountPaths = hasCurrencies(description)
		? [...named].filter(([, { field }]) => field.type === 'currency').map(([path]) => path)
		: [];
	const parentCurrencies = [...new Set(amountPaths.filter((path) => path.includes('.')).map(currencyPathOf))].filter(
		(path) => !wanted.includes(path),
	);
	const found =
		parentCurrencies.length === 0
			? named
			: new Map([...named, ...(await findFields(client, description, parentCurrencies))]);
	const partsByPath = compoundParts(found);
	const fieldByPath = describedFields(found);
	const conditions = await conditionsOf(client, request, description, now, remembered);
	const amounts = amountPaths.length === 0 ? undefined : await fetchAmountRates(client, amountPaths);
	return {
		sObject,
		fields: [...wanted, ...parentCurrencies],
		conditions,
		sort,
		fieldByPath,
		partsByPath,
		...(amounts && { amounts }),
		...(unread.length > 0 && { unread }),
	};
}

/** For one call; a user who may not read the rates has none, and nothing is converted. */
async function fetchAmountRates(client: SalesforceClient, paths: readonly string[]): Promise<AmountRates> {
	const { rateByCode } = await fetchCurrencies(client);
	return { paths, rateByCode: Object.fromEntries(rateByCode) };
}

function describedFields(found: ReadonlyMap<string, FoundField>): Map<string, FieldDescription> {
	return new Map([...found].map(([path, { field }]) => [path, field]));
}

/** What counting needs of a plan. */
export type CountPlan = Pick<SelectionPlan, 'sObject' | 'conditions'>;

/** The conditions alone; describes the object only where they depend on it, so that a count is as cheap as it can be. */
export async function planCount(
	client: SalesforceClient,
	request: PlanRequest,
	now: Date,
	remembered = nothingRemembered,
): Promise<CountPlan> {
	const { sObject, filter } = request;
	const { whereIfPresent } = fetchPreset(assertApiName(sObject), ownNames(request));
	const isTyped =
		Object.keys(whereIfPresent).length > 0 || (filter?.rows ?? []).length > 0 || Boolean(filter?.candidateField);
	const description = isTyped ? await client.describe(sObject) : undefined;
	return { sObject, conditions: await conditionsOf(client, request, description, now, remembered) };
}

async function conditionsOf(
	client: SalesforceClient,
	request: PlanRequest,
	description: SObjectDescription | undefined,
	now: Date,
	remembered: Remembered,
): Promise<string[]> {
	const { where, whereIfPresent } = fetchPreset(request.sObject, ownNames(request));
	const optional = Object.entries(whereIfPresent).filter(([name]) => description?.fieldByName.has(name));
	return [
		...where,
		...optional.map(([, condition]) => condition),
		...stampConditions(request, now, remembered.answerableSince).map(({ condition }) => condition),
		...heldBackConditions(remembered),
		...(await filterConditions(client, description, request)),
	];
}

function stampConditions(request: PlanRequest, now: Date, answerableSince?: Date): StampCondition[] {
	const { selection, filter } = request;
	const fieldNames = ownNames(request);
	const due = dueCondition(selection, now, fieldNames, answerableSince);
	return [...(due ? [due] : []), ...(filter?.preset ? [presetCondition(filter.preset, fieldNames)] : [])];
}

/** Checked, because a person may have typed them and they become part of a query. */
function ownNames({ fieldNames = shippedFieldNames }: Pick<SelectionRequest, 'fieldNames'>): OwnFieldNames {
	Object.values(fieldNames).forEach(assertApiName);
	return fieldNames;
}

/** The filter's own conditions, each complete in itself. */
async function filterConditions(
	client: SalesforceClient,
	description: SObjectDescription | undefined,
	{ sObject, filter = {}, selection }: PlanRequest,
): Promise<string[]> {
	assertFilterable(selection, filter);
	const conditions: string[] = [];
	const { rows = [], logic = '', rawWhere = '', listView = '', candidateField } = filter;
	if (candidateField && description) conditions.push(await candidateCondition(client, description, candidateField));
	if (rows.length > 0 && description) {
		const fields = await findFields(
			client,
			description,
			rows.map(({ field }) => assertFieldPath(field)),
		);
		const currency = await currencyOf(client, rows, fields, filter.currency);
		const texts = rows.map((row, index) => filterCondition(row, index + 1, fields.get(row.field)!.field, currency));
		if (logic.trim() === '') texts.forEach((text) => conditions.push(text));
		else conditions.push(joinByLogic(parseFilterLogic(logic, rows.length), texts));
	} else if (logic.trim() !== '') {
		parseFilterLogic(logic, 0);
	}
	if (rawWhere.trim() !== '') conditions.push(checkedRawWhere(rawWhere));
	const listed = listView.trim() === '' ? undefined : await listViewCondition(client, sObject, listView);
	if (listed !== undefined) conditions.push(listed);
	return conditions;
}

/** In what the amounts of the rows are given; `undefined` where nobody compares amounts or the org has one currency. Costs at most a call. */
async function currencyOf(
	client: SalesforceClient,
	rows: readonly FilterRow[],
	fields: ReadonlyMap<string, FoundField>,
	currency?: string,
): Promise<string | undefined> {
	const amounts = rows.filter(
		(row) => fields.get(row.field)!.field.type === 'currency' && hasCurrencies(fields.get(row.field)!.holder),
	);
	if (amounts.length === 0) return undefined;
	const code = currency?.trim() || (await fetchCurrencies(client)).corporate;
	if (code && /^[A-Za-z]{3}$/.test(code)) return code.toUpperCase();
	throw new EnrichmentError(
		'invalid_parameter',
		`The filter compares ${amounts[0].field} in an org with several currencies, and ${code ? `"${code}" is no currency` : "this user may not see which one is the org's own"}.`,
		{
			remedy: 'Name the currency of the amounts in Filter Currency, e.g. EUR.',
		},
	);
}

function assertFilterable({ kind }: Selection, filter: SelectionFilter): void {
	const isFiltered = Object.values(filter).some(
		(part) => (Array.isArray(part) || typeof part === 'string') && part.length > 0,
	);
	if (kind !== 'ids' || !isFiltered) return;
	throw new EnrichmentError('invalid_parameter', 'A selection by Ids takes no filter: it is what it lists.', {
		remedy: 'Remove the filter, or choose the selection "filter" with Id as a field.',
	});
}

async function candidateCondition(
	client: SalesforceClient,
	description: SObjectDescription,
	path: string,
): Promise<string> {
	const field = (await findFields(client, description, [assertFieldPath(path)])).get(path)!.field;
	if (field.type === 'boolean') return `${path} = true`;
	throw new EnrichmentError(
		'invalid_parameter',
		`The candidate field ${path} is of type ${field.type}, not a checkbox.`,
		{
			remedy: 'Choose a checkbox, or put a condition on the field into the filter.',
		},
	);
}

function assertStamped(description: SObjectDescription, fields: readonly string[]): void {
	const missing = [...new Set(fields)].filter((name) => !description.fieldByName.has(name));
	if (missing.length === 0) return;
	throw new EnrichmentError(
		'missing_field',
		`What is due cannot be told: ${description.name} has no field ${missing.join(', ')}, or this user may not see it.`,
		{
			remedy: 'Deploy the fields of the folder metadata of this pack and give the user access to them.',
			details: { sObject: description.name, fields: missing },
		},
	);
}
