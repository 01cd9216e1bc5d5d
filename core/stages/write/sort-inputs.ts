import { EnrichmentError } from '../../errors';
import { isSalesforceId, toId18 } from '../../record/identity';
import type { RecordItem } from '../../record/record-item';
import type { WriteTarget } from './plan-record';

/** An item that names no record that could be written. */
export interface InvalidInput {
	readonly inputIndex: number;
	readonly message: string;
}

/** The inputs that can be written, and those that cannot, each with its reason. */
export interface SortedInputs {
	readonly targets: readonly WriteTarget[];
	readonly invalid: readonly InvalidInput[];
}

/** What the inputs must agree with. */
export interface TargetObject {
	/** 18 characters. */
	readonly orgId: string;
	readonly sObject: string;
	/** First three characters of the object's ids; empty when the object has none of its own. */
	readonly keyPrefix: string;
}

/** Sorts the inputs; throws `org_mismatch` when an item was read from another org, because its Id means something else here. */
export function sortInputs(items: readonly RecordItem[], object: TargetObject): SortedInputs {
	const targets: WriteTarget[] = [];
	const invalid: InvalidInput[] = [];
	const seen = new Set<string>();
	items.forEach((item, inputIndex) => {
		assertSameOrg(item, object);
		const problem = problemWith(item.Id, object, seen);
		if (problem) {
			invalid.push({ inputIndex, message: problem });
			return;
		}
		const id = toId18(item.Id as string);
		seen.add(id);
		targets.push({ inputIndex, id, item });
	});
	return { targets, invalid };
}

function problemWith(id: unknown, object: TargetObject, seen: ReadonlySet<string>): string | undefined {
	if (id === undefined || id === null || id === '') return 'The item has no Id';
	if (typeof id !== 'string' || !isSalesforceId(id)) return `"${String(id)}" is not a Salesforce record Id`;
	if (!id.startsWith(object.keyPrefix)) return `${id} is not the Id of a ${object.sObject}`;
	return seen.has(toId18(id)) ? `${id} appears twice in the input` : undefined;
}

/** Throws `org_mismatch` when the item was read from another org. */
export function assertSameOrg(item: RecordItem, object: Pick<TargetObject, 'orgId'>): void {
	const from = item._enrichment?.orgId;
	if (from === undefined || from === object.orgId) return;
	throw new EnrichmentError(
		'org_mismatch',
		`Record ${item.Id} was read from org ${from}, but the write credential leads to org ${object.orgId}.`,
		{ remedy: 'Use credentials of the same org for fetching and writing.', details: { from, to: object.orgId } },
	);
}
