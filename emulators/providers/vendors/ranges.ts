import type { Company } from '../world/company';

const employeeSteps = [1, 11, 51, 201, 501, 1_001, 5_001, 10_001];
const revenueSteps = [0, 1e6, 1e7, 2.5e7, 5e7, 1e8, 2.5e8, 5e8, 1e9, 1e10];

/** The band that a number lies in; without `to` it is the last one. */
export interface Band {
	readonly from: number;
	readonly to?: number;
}

/** The usual band of employees, e.g. 51 to 200. */
export function employeeBand({ employees }: Company): Band {
	return bandOf(Math.max(1, employees), employeeSteps);
}

/** A band of annual revenue in US dollars. */
export function revenueBand({ revenue }: Company): Band {
	return bandOf(revenue, revenueSteps);
}

/** `51-200`, `10001+`. */
export function employeeText(company: Company): string {
	const { from, to } = employeeBand(company);
	return to === undefined ? `${from}+` : `${from}-${to}`;
}

/** `$10M-$25M`, `$10B+`. */
export function revenueText(company: Company): string {
	const { from, to } = revenueBand(company);
	return to === undefined ? `${dollars(from)}+` : `${dollars(from)}-${dollars(to + 1)}`;
}

/** `$25M`. */
export function dollars(amount: number): string {
	if (amount >= 1e9) return `$${amount / 1e9}B`;
	return amount >= 1e6 ? `$${amount / 1e6}M` : `$${amount}`;
}

function bandOf(value: number, steps: readonly number[]): Band {
	const index = steps.findLastIndex((step) => step <= value);
	const next = steps[index + 1];
	return next === undefined ? { from: steps[index] } : { from: steps[index], to: next - 1 };
}
