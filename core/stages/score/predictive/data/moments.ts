import { dateFrom, type DayOrder, numberFrom } from './cell';
import { profileColumn } from './profile-column';

/** From 2000 to 2050, as seconds since 1970; as milliseconds it is a thousand times that. */
const [earliest, latest] = [946_684_800, 2_524_608_000];

/** Whether numbers count seconds or milliseconds since 1970. */
export function isEpoch(column: readonly unknown[]): boolean {
	return epochUnit(column) !== undefined;
}

/** Milliseconds of each moment of a column: of its dates, or of numbers; NaN where it is neither. Other numbers are taken as they are, for their order. */
export function momentsOf(column: readonly unknown[], field: string, dayOrder?: DayOrder): Float64Array {
	const profile = profileColumn(column, field);
	const unit = epochUnit(column);
	if (unit !== undefined) return Float64Array.from(column, (value) => numberFrom(value) * unit);
	if (profile.kind === 'number') return Float64Array.from(column, numberFrom);
	return Float64Array.from(column, (value) => dateFrom(value, dayOrder ?? profile.dayOrder));
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
