import { partition } from 'lodash';
import { noId } from '../../record/identity';
import type { RowError } from '../../salesforce/row-result';
import type { ChangesRun } from '../changes-run';
import type { SendablePlan } from '../plan/record-plan';

/** How often one record may be written by all pipelines together; `0` sets no limit. */
export interface WriteFuse {
	readonly perHour: number;
	readonly perDay: number;
}

/** More than any sound set of pipelines needs: beyond it something in the org takes back what we write, and we answer. */
export const defaultWriteFuse: WriteFuse = { perHour: 10, perDay: 50 };

const hourMs = 3_600_000;

/** The code of the error on a record whose fuse has blown. */
export const fuseBlown = 'WRITTEN_TOO_OFTEN';

/** Why a record that was written at these moments must not be written once more; `undefined` when it may be. */
export function fuseError(moments: readonly Date[], { perHour, perDay }: WriteFuse, now: Date): RowError | undefined {
	const since = (ms: number) => moments.filter((at) => now.getTime() - at.getTime() < ms).length;
	const [hour, day] = [since(hourMs), since(24 * hourMs)];
	const isHour = perHour > 0 && hour >= perHour;
	if (!isHour && !(perDay > 0 && day >= perDay)) return undefined;
	const [times, most, time] = isHour ? [hour, perHour, 'hour'] : [day, perDay, '24 hours'];
	const message = `The record has been written ${times} times in the last ${time}, and ${most} is the most; something in the org seems to undo what is written, such as a flow or another integration`;
	return { code: fuseBlown, message, fields: [], retryable: true };
}

/** Parts the plans into those whose records have been written too often, with why, and the others. Outside of a run nothing is counted. */
export async function setAsideTooOften(
	context: ChangesRun | undefined,
	plans: readonly SendablePlan[],
	fuse: WriteFuse,
	now: Date,
): Promise<[Array<{ readonly plan: SendablePlan; readonly error: RowError }>, SendablePlan[]]> {
	const ids = plans.map(({ id }) => id).filter((id) => id !== noId);
	if (!context || ids.length === 0 || (fuse.perHour <= 0 && fuse.perDay <= 0)) return [[], [...plans]];
	const since = new Date(now.getTime() - 24 * hourMs);
	const momentsById = await context.store.loadWriteMoments(context.run.orgId, ids, since);
	if (momentsById.size === 0) return [[], [...plans]];
	const judged = plans.map((plan) => ({ plan, error: fuseError(momentsById.get(plan.id) ?? [], fuse, now) }));
	const [blown, free] = partition(judged, ({ error }) => error !== undefined);
	return [blown.map(({ plan, error }) => ({ plan, error: error! })), free.map(({ plan }) => plan)];
}
