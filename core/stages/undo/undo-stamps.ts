import type { OwnFieldNames } from '../../record/fields';
import { ownFields } from '../../record/fields';
import { isBlank } from '../../record/field-value';
import { inputHash } from '../../record/input-hash';
import type { HashInputs, SalesforceRecord } from '../../record/record-item';
import type { SObjectDescription } from '../../salesforce/schema';
import type { RecordUndo } from './undo-plan';

export interface UndoStampSettings {
	readonly fieldNames: OwnFieldNames;
	/** What Enrich hashes; `undefined` leaves the hash as it is. */
	readonly matchInputs?: HashInputs;
	readonly undoRunId: string;
	readonly undoneRunId: string;
	readonly description: SObjectDescription;
}

/**
 * The stamps that go with a record's restored values. The match hash becomes that of the restored inputs, so that undo
 * is no change to pay for again; not that of before the run, which would ask for the same values anew. It is replaced
 * only where the stamped hash is that of what Salesforce holds: otherwise a person has changed an input meanwhile, or
 * Enrich hashes others, and the record is rightly due.
 */
export function undoStamps({ current, restores }: RecordUndo, settings: UndoStampSettings): SalesforceRecord {
	const { fieldNames, matchInputs, undoRunId, undoneRunId, description } = settings;
	const stamps: SalesforceRecord = {
		[fieldNames.logId]: undoRunId,
		[fieldNames.message]: `Undone: what run ${undoneRunId} wrote`.slice(0, ownFields.message.length),
	};
	const stamped = current[fieldNames.matchHash];
	if (matchInputs && !isBlank(stamped) && stamped === inputHash(matchInputs, current)) {
		const restored = Object.fromEntries(restores.map(({ field, restoreTo }) => [field, restoreTo]));
		stamps[fieldNames.matchHash] = inputHash(matchInputs, { ...current, ...restored }) ?? null;
	}
	return Object.fromEntries(Object.entries(stamps).filter(([name]) => description.fieldByName.get(name)?.updateable));
}
