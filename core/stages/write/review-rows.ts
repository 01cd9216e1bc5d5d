import { recordIdIn } from '../../record/identity';
import { recordName, type ReviewRow, reviewRow, type ReviewSettings } from '../../run/review-row';
import type { WriteOutcome } from '../../changes/settle/verdicts';

/** A changed field, with who suggested the value and which policy let it in; what is not known is empty. */
export interface ChangeRow extends ReviewRow {
	/** Who suggested the value. */
	readonly source: string;
	/** 0–1. */
	readonly confidence: number | '';
	readonly policy: string;
}

type Reviewed = Pick<WriteOutcome, 'item' | 'changes' | 'isCreation' | 'recordName'>;

/** When changes are listed one by one. */
export type ChangeRows = 'dry_run' | 'always' | 'never';

/** Whether a call lists its changes; a dry run is there to be reviewed, and after it n8n would store 100,000 rows for nobody. */
export function listsChanges(asked: ChangeRows, isDryRun: boolean): boolean {
	return asked === 'always' || (asked === 'dry_run' && isDryRun);
}

/** One row per field that was changed or, in a dry run, would be; none for a record that was rejected or left as it is. */
export function changeRows(outcome: Reviewed, settings: ReviewSettings): ChangeRow[] {
	const { item, changes } = outcome;
	const recordId = recordIdIn(item.Id) ?? '';
	const name = nameOf(outcome);
	return changes.map(({ field, before, after, provider = '', confidence, policy = '' }) => ({
		...reviewRow({ recordId, name, field, before, after }, settings),
		source: provider,
		confidence: confidence ?? '',
		policy,
	}));
}

/** As people know it: before the change, or as it is created. */
function nameOf({ item, changes, isCreation, recordName: known }: Reviewed): string {
	const { _enrichment, ...read } = item;
	return (
		known ??
		recordName(
			isCreation ? { ...read, ...Object.fromEntries(changes.map(({ field, after }) => [field, after])) } : read,
		)
	);
}
