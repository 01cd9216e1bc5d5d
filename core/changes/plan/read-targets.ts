import { chunk } from 'lodash';
import { stampKeys } from '../../record/fields';
import { isSameValue } from '../../record/field-value';
import type { SalesforceRecord } from '../../record/record-item';
import { nameFields } from '../../run/review-row';
import { currencyField } from '../../salesforce/currencies';
import { maxRetrieveIds } from '../../salesforce/collections';
import { writtenFields } from './address-changes';
import type { WriteTarget } from './record-plan';
import { controllersOf } from './value-after-write';
import type { Write } from '../write';

/** Read beside the targets: what tells a change since the read, a conversion, the parent that locks are shared with, and what people call the record. */
const alwaysRead = [...nameFields, 'SystemModstamp', 'LastModifiedDate', 'IsConverted', 'AccountId'];

/**
 * The records that have to be read before anything is decided. At-finish delivery decides by what was fetched and
 * compares once more just before the rows are sent; only a target that the item does not carry has to be read, or one that
 * a person mapped and the item has already: the workflow may have set it.
 */
export function targetsToRead(write: Write, targets: readonly WriteTarget[]): WriteTarget[] {
	if (write.request.delivery !== 'at_finish' || write.request.isDryRun) return [...targets];
	const mapped = new Set(write.request.mappedFields);
	const fieldsByProposals = new Map<string, readonly string[]>();
	return targets.filter(({ item }) => {
		if (item._enrichment?.version === undefined) return true;
		// The records of a batch have proposals for the same few sets of fields.
		const key = namesIn(item._enrichment.proposals);
		const names = fieldsByProposals.get(key) ?? proposedFields([{ item }], write);
		fieldsByProposals.set(key, names);
		return names.some((name) => !Object.hasOwn(item, name) || (mapped.has(name) && isSetAlready(item, name, write)));
	});
}

/** Calls that reading so many records costs. */
export function readCallsFor(count: number): number {
	return Math.ceil(count / maxRetrieveIds);
}

/** What Salesforce holds of each target, in their order; `undefined` where the record is gone. `toRead` are those of `targetsToRead`. */
export async function readTargets(
	write: Write,
	targets: readonly WriteTarget[],
	toRead: readonly WriteTarget[],
): Promise<Array<SalesforceRecord | undefined>> {
	const { client, request, signal } = write;
	const currentById = new Map<string, SalesforceRecord | undefined>();
	for (const part of chunk(toRead, maxRetrieveIds)) {
		const ids = part.map((target) => target.id);
		const records = await client.retrieve(request.sObject, ids, fieldsToRead(write, part), signal);
		records.forEach((record, index) => currentById.set(ids[index], record));
	}
	return targets.map(({ id, item }) => (currentById.has(id) ? currentById.get(id) : asFetched(item)));
}

/** Targets, stamps, hash inputs and what decides beside them, as far as the object has them; what it lacks is rejected per record. */
export function fieldsToRead(write: Write, targets: ReadonlyArray<Pick<WriteTarget, 'item'>>): string[] {
	const { description, fieldNames } = write;
	const names = new Set<string>([
		...alwaysRead,
		...stampKeys.map((key) => fieldNames[key]),
		...proposedFields(targets, write),
	]);
	for (const { item } of targets) {
		// What the item was read with may be the text of a state whose code is written.
		Object.keys(item._enrichment?.proposals ?? {}).forEach((name) => names.add(name));
		Object.values(item._enrichment?.hashInputs?.match?.fields ?? {}).forEach((name) => names.add(name));
	}
	return [...names].filter((name) => description.fieldByName.has(name));
}

function proposedFields(targets: ReadonlyArray<Pick<WriteTarget, 'item'>>, { description }: Write): string[] {
	const names = new Set<string>();
	for (const { item } of targets)
		writtenFields(Object.keys(item._enrichment?.proposals ?? {}), description).forEach((name) => names.add(name));
	if ([...names].some((name) => description.fieldByName.get(name)?.type === 'currency')) names.add(currencyField);
	// A country is not written where it would strand the record's state.
	for (const name of [...names])
		if (/CountryCode(__s)?$/.test(name)) names.add(name.replace('CountryCode', 'StateCode'));
	controllersOf([...names], description).forEach((name) => names.add(name));
	return [...names].filter((name) => description.fieldByName.has(name));
}

/** The names, in one text. */
function namesIn(proposals: object = {}): string {
	let names = '';
	for (const name in proposals) names = names === '' ? name : `${names},${name}`;
	return names;
}

function isSetAlready(item: WriteTarget['item'], name: string, { description }: Write): boolean {
	return isSameValue(item[name], item._enrichment?.proposals?.[name]?.value, description.fieldByName.get(name)?.type);
}

function asFetched(item: WriteTarget['item']): SalesforceRecord {
	const { _enrichment } = item;
	const record: SalesforceRecord = {};
	for (const name in item) if (name !== '_enrichment') record[name] = item[name];
	Object.assign(record, _enrichment?.written);
	record.SystemModstamp = _enrichment?.version;
	return record;
}
