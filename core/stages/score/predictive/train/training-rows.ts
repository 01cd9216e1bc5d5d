import { EnrichmentError } from '../../../../errors';
import { momentsOf } from '../data/moments';
import { type OutcomeValues, outcomesOf, readOutcomeValues } from '../data/outcome-values';
import { withoutRepeats } from '../data/repeated-rows';
import { rowsOf, type Table } from '../data/table';
import type { Pace } from '../pace';
import { randomOf, shuffled } from '../random';
import { testShare, type TrainRequest } from './train-request';

/** The decided records, oldest first where times are known, and which of them are the test. */
export interface TrainingRows {
	readonly table: Table;
	/** Which records of the whole table they are. */
	readonly decided: Int32Array;
	/** 1 won, 0 lost. */
	readonly outcomes: Int8Array;
	readonly values: OutcomeValues;
	readonly undecided: number;
	/** Records left out because another agrees with them in everything. */
	readonly repeated: number;
	/** Moment of each decision, in milliseconds; `NaN` where it is not known. */
	readonly times?: Float64Array;
	readonly fit: Int32Array;
	readonly test: Int32Array;
	readonly testedOn: 'newest' | 'random';
}

/** Picks what can be learnt from; throws `invalid_parameter` when outcome or time are not there or cannot be read. */
export async function trainingRows(table: Table, request: TrainRequest, pace: Pace): Promise<TrainingRows> {
	const column = columnOf(table, request.outcome, 'outcome');
	const values = readOutcomeValues(column, request.outcome, request.wins);
	await pace.breathe();
	const all = outcomesOf(column, values);
	await pace.breathe();
	const allTimes =
		request.time === undefined ? undefined : await timesOf(columnOf(table, request.time, 'time'), request.time, pace);
	const withOutcome = Int32Array.from(column, (_, row) => row).filter((row) => all[row] >= 0);
	const decided = await withoutRepeats(table, withOutcome, pace);
	await pace.breathe();
	// A stable sort: records of the same moment, or of none, stay in the order they came.
	if (allTimes && !request.isInTimeOrder) decided.sort((a, b) => orderOf(allTimes[a]) - orderOf(allTimes[b]) || a - b);
	await pace.breathe();
	const isNewest = !request.isRandomTest && (allTimes !== undefined || request.isInTimeOrder === true);
	const order = isNewest ? decided.map((_, at) => at) : shuffled(decided.length, randomOf(request.seed));
	await pace.breathe();
	const fitCount = Math.round(decided.length * (1 - testShare));
	return {
		table: await rowsOf(table, decided, pace),
		decided,
		outcomes: Int8Array.from(decided, (row) => all[row]),
		values,
		undecided: column.length - withOutcome.length,
		repeated: withOutcome.length - decided.length,
		times: allTimes && Float64Array.from(decided, (row) => allTimes[row]),
		fit: order.slice(0, fitCount).sort(),
		test: order.slice(fitCount).sort(),
		testedOn: isNewest ? 'newest' : 'random',
	};
}

/** Milliseconds of each date of a column. */
async function timesOf(column: readonly unknown[], field: string, pace: Pace): Promise<Float64Array> {
	const times = await momentsOf(column, field, pace);
	if (times.every(Number.isNaN)) {
		throw new EnrichmentError('invalid_parameter', `The time ${field} holds no dates.`, {
			remedy: 'Name a date field, or leave the time out.',
		});
	}
	return times;
}

/** The values of a field; throws `invalid_parameter` when the records do not carry it. */
export function columnOf(table: Table, field: string, what: string): readonly unknown[] {
	const column = table.columns.get(field);
	if (column) return column;
	const known = [...table.columns.keys()].slice(0, 60).join(', ');
	throw new EnrichmentError('invalid_parameter', `There is no field ${field} to be the ${what}; there are ${known}.`, {
		remedy: 'Name one of these, spelt the same way.',
	});
}

function orderOf(time: number): number {
	return Number.isNaN(time) ? -1e15 : time;
}
