import type { Comparison } from '../linkage/comparison';
import type { LinkageField, Subject } from '../linkage/fields';
import type { LinkageModel } from '../linkage/model';
import { shippedPrior, shippedU } from '../linkage/shipped-parameters';
import type { LinkageTable } from '../linkage/columns';

/** What is compared of a field by itself, so that how often two share a value says how often one occurs. */
const comparisonOf: Readonly<Partial<Record<LinkageField, string>>> = {
	firstName: 'first name',
	lastName: 'last name',
	email: 'e-mail',
	phone: 'phone',
	company: 'company',
	domain: 'domain',
	street: 'street',
	birthdate: 'birthdate',
	identifier: 'identifier',
	city: 'place',
	postalCode: 'place',
};
const otherCountedAs = 1_000;

const leastU = 1e-7;

/**
 * The models outside and inside an account; only the first for companies. For a few records that were fetched because they share
 * something, from which nothing can be learnt.
 */
export function shippedModels(comparisons: readonly Comparison[], subject: Subject): LinkageModel[] {
	const { strangers, colleagues } = shippedU;
	const outside = modelOf(comparisons, strangers, shippedPrior.strangers);
	return subject === 'person'
		? [outside, modelOf(comparisons, { ...strangers, ...colleagues }, shippedPrior.colleagues)]
		: [outside];
}

function modelOf(
	comparisons: readonly Comparison[],
	usual: Readonly<Record<string, readonly number[]>>,
	prior: number,
): LinkageModel {
	return {
		prior,
		comparisons: comparisons.map(({ name, levels, typical, decreed }) => {
			const known = usual[name];
			const u = known?.length === levels.length ? known : fallingShares(levels.length);
			return {
				name,
				m: typical,
				u: u.map((share) => Math.max(share, leastU)),
				...(decreed !== undefined && { decreed }),
			};
		}),
	};
}

/** Of a comparison that nothing is known of: the better two agree, the rarer. */
function fallingShares(levels: number): number[] {
	const shares = Array.from({ length: levels }, (_, level) => 10 ** -level);
	const sum = shares.reduce((all, share) => all + share, 0);
	return shares.map((share) => share / sum);
}

/** The same columns, with the frequencies of a whole CRM in the place of those of the few at hand: two who share a value are as usual. */
export function countedAsUsual(table: LinkageTable): LinkageTable {
	const columns = new Map(table.columns);
	for (const [field, column] of columns) {
		const equal = shippedU.strangers[comparisonOf[field] ?? '']?.at(-1);
		const usual = equal === undefined ? otherCountedAs : Math.round(2 / equal);
		columns.set(field, { ...column, filled: Math.max(column.filled, usual) });
	}
	return { ...table, columns };
}
