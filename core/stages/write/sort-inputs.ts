import { isSalesforceId, toId18 } from '../../record/identity';
import type { RecordItem } from '../../record/record-item';
import type { WriteTarget } from '../../changes/plan/record-plan';

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
	readonly sObject: string;
	/** First three characters of the object's ids; empty when the object has none of its own. */
	readonly keyPrefix: string;
}

/** Sorts the inputs by whether they name a record of the object that no other names. */
export function sortInputs(items: readonly RecordItem[], object: TargetObject): SortedInputs {
	const targets: WriteTarget[] = [];
	const invalid: InvalidInput[] = [];
	const seen = new Set<string>();
	items.forEach((item, inputIndex) => {
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
