import type { Settlement } from '../../store/contract/work';
import { endedFailed, endedRefused, saidOfSaved } from '../settle/ended';
import { leftOutOf } from '../settle/left-out-message';
import type { Delivery } from './delivery';

/** The last word on a staged record that was not saved, after the word of its staging; `undefined` when it was saved. */
export function deliveredAs(
	{ results, brake }: Pick<Delivery, 'results' | 'brake'>,
	settlement: Settlement,
	isCreation?: boolean,
): Settlement | undefined {
	const { recordId } = settlement;
	if (results.isHeldBack(recordId)) {
		const message = `Not written, because the delivery was stopped: ${brake.reason}`;
		return { ...settlement, outcome: 'carried_over', message, retryable: true };
	}
	const refusal = results.refusal(recordId);
	if (refusal) return { ...settlement, ...endedRefused(refusal, isCreation) };
	const failure = results.failure(recordId);
	return failure && { ...settlement, ...endedFailed(failure), retryable: true };
}

/** The word on what was saved of a staged record, perhaps without some of its values. */
export function savedAs(
	{ results, adjustments }: Pick<Delivery, 'results' | 'adjustments'>,
	settlement: Settlement,
): Settlement {
	const { conflicts = [], isEmpty = false } = adjustments.get(settlement.recordId) ?? {};
	const refused = results.leftOut(settlement.recordId);
	const leftOut = [...(settlement.leftOut ?? []), ...leftOutOf(refused)];
	const now = saidOfSaved(refused, conflicts);
	const earlier = now === undefined || settlement.leftOut ? settlement.message : undefined;
	const message = [earlier, now].filter((said) => said !== undefined && said !== '').join('; ') || undefined;
	if (isEmpty) return { ...settlement, outcome: conflicts.length > 0 ? 'conflict' : 'stamped', message };
	return { ...settlement, outcome: leftOut.length > 0 ? 'partly_written' : 'written', message, leftOut };
}
