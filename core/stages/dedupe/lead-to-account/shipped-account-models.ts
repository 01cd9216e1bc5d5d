import type { Comparison } from '../linkage/comparison';
import type { ComparisonWeights, LinkageModel } from '../linkage/model';

type Shares = Readonly<Record<string, { readonly m: readonly number[]; readonly u: readonly number[] }>>;

/** Of a hundred people sixty are of an account, one of 1,500; u below belongs to it. */
const prior = 4e-4;

/**
 * Origin: m and u as `link` learns them between the leads and accounts of the project's own CRM generator (seeds 101 and 102, easy and
 * hard), rounded towards what the generator does not know: names that two companies have, leads with a mobile phone instead of the
 * switchboard's number, leads at home instead of in the office. Countries and names in domains, which it has not, by judgement.
 */
const outside: Shares = {
	company: { m: [0.0001, 0.06, 0.03, 0.06, 0.1, 0.7499], u: [0.00001, 0.9993, 0.0005, 0.00015, 0.000003, 0.000005] },
	phone: { m: [0.64, 0.03, 0.33], u: [0.99998, 0.00001, 0.00001] },
	domain: { m: [0.12, 0.88], u: [0.999995, 0.000005] },
	street: { m: [0.3, 0.05, 0.05, 0.05, 0.15, 0.4], u: [0.9987, 0.0007, 0.0002, 0.00008, 0.00003, 0.0003] },
	place: { m: [0.12, 0.08, 0.06, 0.34, 0.4], u: [0.977, 0.02, 0.0015, 0.0006, 0.0009] },
	country: { m: [0.04, 0.03, 0.8, 0.13], u: [0.45, 0.1, 0.448, 0.002] },
	'name in the domain': { m: [0.5, 0.5], u: [0.99997, 0.00003] },
};

/**
 * Who shares a domain or a phone with an account is of it thirteen times to one, unless it is one of several branches, or works there for
 * somebody else; and shares the name of the whole with each of the branches, but not their places.
 */
const inside: Shares = {
	...outside,
	company: { m: [0.0001, 0.12, 0.05, 0.07, 0.1, 0.6599], u: [0.00001, 0.25, 0.35, 0.37, 0.01, 0.02] },
	phone: { m: [0.64, 0.03, 0.33], u: [0.7, 0.02, 0.00001] },
	domain: { m: [0.12, 0.88], u: [0.9, 0.000027] },
	place: { m: [0.12, 0.08, 0.06, 0.34, 0.4], u: [0.9, 0.08, 0.005, 0.0075, 0.0075] },
};

/** The models outside and inside an organisation, for a few records from which nothing can be learnt. */
export function shippedAccountModels(comparisons: readonly Comparison[]): LinkageModel[] {
	return [
		{ prior, comparisons: comparisons.map(({ name }) => ({ name, ...outside[name] })) },
		{ prior, comparisons: comparisons.map(({ name }) => withKin(name)) },
	];
}

/** However rare a value is, branches share it as often as any other. */
function withKin(name: string): ComparisonWeights {
	const { m, u } = inside[name];
	return { name, m, u, kin: u[u.length - 1] };
}
