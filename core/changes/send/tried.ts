import { sumBy } from 'lodash';
import { outcomeIs, outcomesThat } from '../../record/outcome';
import type { RowError, RowResult } from '../../salesforce/row-result';
import type { Store } from '../../store/store';
import type { Tried } from './brake';
import type { RecordPlan } from '../plan/record-plan';
import { refusalOutcome } from '../settle/refusal-outcome';
import type { OwnFieldNames } from '../../record/fields';
import type { ChangesRun } from '../changes-run';

/** What earlier calls of the run have tried, by how its records ended; a staged one has passed the only check so far. */
export function triedInRun(outcomes: Awaited<ReturnType<Store['countOutcomes']>>): Tried {
	const count = (trait: 'tried' | 'refused') => sumBy(outcomesThat('breaker', trait), (outcome) => outcomes[outcome] ?? 0);
	const refused = count('refused');
	return { records: count('tried') + refused, refused };
}

/** What the type check says of the plans that were to change something. */
export function triedByCheck(plans: readonly RecordPlan[]): Tried {
	const refused = plans.filter(({ outcome }) => outcomeIs(outcome).breaker === 'refused').length;
	return { records: refused + plans.filter(({ changes }) => changes.length > 0).length, refused };
}

/** What Salesforce says of the plans that were to change something. */
export function triedBySalesforce(plans: readonly RecordPlan[], results: readonly RowResult[]): Tried {
	const telling = results.filter((_result, index) => plans[index].changes.length > 0);
	return { records: telling.length, refused: telling.filter((result) => result.status === 'refused' && isRefusal(result.errors)).length };
}

/** Whether Salesforce refused the values; a record that is gone, locked, a duplicate or out of reach says nothing about them. */
export function isRefusal(errors: readonly RowError[]): boolean {
	return refusalOutcome(errors) === undefined && !errors.some((error) => error.retryable);
}

/**
 * How many of the plans were written by this run already, in a call that no process lived to note: the proposals are
 * there, and the stamp is this run's. Without them a resumed run would see little but the refused.
 */
export async function countUnnoted({ context, fieldNames }: { readonly context?: ChangesRun; readonly fieldNames: OwnFieldNames }, plans: readonly RecordPlan[]): Promise<number> {
	if (!context) return 0;
	const { run, store } = context;
	const written = plans.filter(
		({ changes, errors, current, item }) =>
			changes.length + errors.length === 0 && current[fieldNames.logId] === run.runId && Object.keys(item._enrichment?.proposals ?? {}).length > 0,
	);
	if (written.length === 0) return 0;
	const work = await store.loadWork(run, written.map(({ id }) => id));
	return work.filter(({ settlement }) => settlement === undefined).length;
}
