import { planExisting } from '../../changes/plan/plan-existing';
import type { WriteTarget } from '../../changes/plan/record-plan';
import { updateSaver } from '../../changes/send/saver';
import { writeParts } from '../../changes/send/write-parts';
import type { Write } from '../../changes/write';
import { type RecordId, recordIdIn } from '../../record/identity';
import type { RecordItem } from '../../record/record-item';

/** Updates the records that the items name by Id. */
export async function updateExisting(write: Write): Promise<void> {
	const { client, request, items, description, verdicts, signal } = write;
	const { targets, invalid } = sortInputs(items, { sObject: request.sObject, keyPrefix: description.keyPrefix });
	invalid.forEach(({ inputIndex, message }) => verdicts.turnDown(inputIndex, message));

	await writeParts(write, targets, {
		saver: updateSaver(client, request.sObject, signal),
		plan: async (part) => await planExisting(write, part),
	});
}

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
		const id = recordIdIn(item.Id);
		if (id === undefined || !id.startsWith(object.keyPrefix) || seen.has(id)) {
			invalid.push({ inputIndex, message: problemWith(item.Id, id, object) });
			return;
		}
		seen.add(id);
		targets.push({ inputIndex, id, item });
	});
	return { targets, invalid };
}

function problemWith(given: unknown, id: RecordId | undefined, object: TargetObject): string {
	if (given === undefined || given === null || given === '') return 'The item has no Id';
	if (id === undefined) return `"${String(given)}" is not a Salesforce record Id`;
	if (!id.startsWith(object.keyPrefix)) return `${String(given)} is not the Id of a ${object.sObject}`;
	return `${String(given)} appears twice in the input`;
}
