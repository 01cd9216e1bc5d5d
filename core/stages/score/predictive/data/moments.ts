import { dateFrom, type DayOrder, numberFrom } from './cell';
import type { Pace } from '../pace';
import { profileColumn } from './profile-column';

const valuesPerLook = 2_048;
/** From 2000 to 2050, as seconds since 1970; as milliseconds it is a thousand times that. */
const [earliest, latest] = [946_684_800, 2_524_608_000];

/** Whether numbers count seconds or milliseconds since 1970. */
export function isEpoch(column: readonly unknown[]): boolean {
	return epochUnit(column) !== undefined;
}

/** Milliseconds of each moment of a column: of its dates, or of numbers; NaN where it is neither. Other numbers are taken as they are, for their order. */
export async function momentsOf(
	column: readonly unknown[],
	field: string,
	pace: Pace,
	dayOrder?: DayOrder,
): Promise<Float64Array> {
	const profile = profileColumn(column, field);
	await pace.breathe();
	const unit = epochUnit(column) ?? (profile.kind === 'number' ? 1 : undefined);
	await pace.breathe();
	const order = dayOrder ?? profile.dayOrder;
	const moments = new Float64Array(column.length);
	for (let at = 0; at < column.length; at += 1) {
		moments[at] = unit === undefined ? dateFrom(column[at], order) : numberFrom(column[at]) * unit;
		if (at % valuesPerLook === 0) await pace.breathe();
	}
	return moments;
}

function epochUnit(column: readonly unknown[]): 1 | 1_000 | undefined {
	let [least, most] = [Infinity, -Infinity];
	for (const value of column) {
		if (value === null || value === undefined || value === '') continue;
		const number = numberFrom(value);
		if (Number.isNaN(number)) return undefined;
		[least, most] = [Math.min(least, number), Math.max(most, number)];
	}
	if (least >= earliest && most <= latest) return 1_000;
	return least >= earliest * 1_000 && most <= latest * 1_000 ? 1 : undefined;
}
