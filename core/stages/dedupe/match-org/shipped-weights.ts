import type { Comparison } from '../linkage/comparison';
import type { LinkageField, Subject } from '../linkage/fields';
import type { LinkageModel } from '../linkage/model';
import type { LinkageTable } from '../linkage/table';

/**
 * Weights for a few records that were fetched because they share something, from which nothing can be learnt: how often two
 * different people or companies of a CRM reach each level, as it was learnt again and again of made-up ones.
 */
const uByComparison: Readonly<Record<string, readonly number[]>> = {
	'first name': [0.93, 0.03, 0.02, 0.01, 0.002, 0.008],
	'last name': [0.95, 0.03, 0.0168, 0.0032],
	'e-mail': [0.985, 0.01, 0.003, 0.00199, 0.00001],
	phone: [0.9989, 0.001, 0.0001],
	birthdate: [0.97, 0.025, 0.004, 0.001, 0.00005],
	identifier: [0.999, 0.0009, 0.0001],
	company: [0.97, 0.02, 0.006, 0.003, 0.001],
	domain: [0.9999, 0.0001],
	street: [0.97, 0.02, 0.007, 0.003],
	place: [0.8, 0.1, 0.05, 0.04, 0.01],
};

/** Inside an account: colleagues share a phone, and mailboxes of one domain look alike. */
const uInside: Readonly<Record<string, readonly number[]>> = {
	...uByComparison,
	'e-mail': [0.94, 0.005, 0.003, 0.05, 0.002],
	phone: [0.6, 0.1, 0.3],
};

/** As if so many records had been counted, so that one value is as frequent as usual. */
const countedAs: Readonly<Partial<Record<LinkageField, number>>> = {
	firstName: 250,
	lastName: 600,
	email: 200_000,
	phone: 20_000,
	company: 2_000,
	domain: 20_000,
	street: 600,
	city: 50,
	postalCode: 200,
};
const otherCountedAs = 1_000;

const priorOutside = 1e-5;
const priorInside = 0.01;
const leastU = 1e-6;

/** The models outside and inside an account; only the first for companies. */
export function shippedModels(comparisons: readonly Comparison[], subject: Subject): LinkageModel[] {
	const outside = modelOf(comparisons, uByComparison, priorOutside);
	return subject === 'person' ? [outside, modelOf(comparisons, uInside, priorInside)] : [outside];
}

function modelOf(
	comparisons: readonly Comparison[],
	usual: Readonly<Record<string, readonly number[]>>,
	prior: number,
): LinkageModel {
	return {
		prior,
		comparisons: comparisons.map(({ name, levels, typical }) => {
			const known = usual[name];
			const u = known?.length === levels.length ? known : fallingShares(levels.length);
			return { name, m: typical, u: u.map((share) => Math.max(share, leastU)) };
		}),
	};
}

/** Of a comparison that nothing is known of: the better two agree, the rarer. */
function fallingShares(levels: number): number[] {
	const shares = Array.from({ length: levels }, (_, level) => 10 ** -level);
	const sum = shares.reduce((all, share) => all + share, 0);
	return shares.map((share) => share / sum);
}

/** The same columns, with the frequencies of a whole CRM in the place of those of the few at hand. */
export function countedAsUsual(table: LinkageTable): LinkageTable {
	const columns = new Map(table.columns);
	for (const [field, column] of columns)
		columns.set(field, { ...column, filled: Math.max(column.filled, countedAs[field] ?? otherCountedAs) });
	return { ...table, columns };
}
