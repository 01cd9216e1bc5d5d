import type { Comparison } from '../linkage/comparison';
import type { ComparisonWeights, LinkageModel } from '../linkage/model';

/** By comparison and level: how often people and their account reach it (m), and people and another account (u). */
type Shares = Readonly<Record<string, Readonly<Record<string, readonly [m: number, u: number]>>>>;

/** Of a hundred people sixty are of an account, one of 1,500; u below belongs to it. */
const prior = 4e-4;

/**
 * Origin: m and u as `link` learns them between the leads and accounts of the project's own CRM generator (seeds 101 and 102, easy and
 * hard), rounded towards what the generator does not know: names that two companies have, leads with a mobile phone instead of the
 * switchboard's number, leads at home instead of in the office. Countries, parts of a company and names in domains, which it has not, by
 * judgement: who writes *Acme Logistics* may mean *Acme*, whose other part an account may be.
 */
const outside: Shares = {
	company: {
		'another part of it': [0.02, 0.0002],
		different: [0.06, 0.9993],
		'some rare words': [0.03, 0.0005],
		'most words': [0.06, 0.00015],
		'nearly the same words': [0.1, 0.000003],
		equal: [0.75, 0.000005],
	},
	phone: { different: [0.64, 0.99998], 'one digit off': [0.03, 0.00001], equal: [0.33, 0.00001] },
	domain: { different: [0.12, 0.999995], equal: [0.88, 0.000005] },
	street: {
		different: [0.3, 0.9987],
		'same street, another number': [0.05, 0.0007],
		similar: [0.05, 0.0002],
		'number one digit off': [0.05, 0.00008],
		'very similar': [0.15, 0.00003],
		equal: [0.4, 0.0003],
	},
	place: {
		different: [0.12, 0.977],
		'same region': [0.08, 0.02],
		similar: [0.06, 0.0015],
		'same city or postal code': [0.34, 0.0006],
		'same city and postal code': [0.4, 0.0009],
	},
	country: {
		'another country': [0.04, 0.45],
		'a branch, and nothing says of which country the other is': [0.03, 0.1],
		'same country': [0.8, 0.448],
		'branch of one country': [0.13, 0.002],
	},
	'name in the domain': { another: [0.5, 0.99997], equal: [0.5, 0.00003] },
};

/**
 * Who shares a domain or a phone with an account is of it thirteen times to one, unless it is one of several branches, or works there for
 * somebody else; and shares the name of the whole with each of the branches, but not their places.
 */
const inside: Shares = {
	...outside,
	company: {
		'another part of it': [0.05, 0.12],
		different: [0.12, 0.25],
		'some rare words': [0.05, 0.3],
		'most words': [0.07, 0.3],
		'nearly the same words': [0.1, 0.01],
		equal: [0.61, 0.02],
	},
	phone: { different: [0.64, 0.7], 'one digit off': [0.03, 0.02], equal: [0.33, 0.00001] },
	domain: { different: [0.12, 0.9], equal: [0.88, 0.000027] },
	place: {
		different: [0.12, 0.9],
		'same region': [0.08, 0.08],
		similar: [0.06, 0.005],
		'same city or postal code': [0.34, 0.0075],
		'same city and postal code': [0.4, 0.0075],
	},
};

/** The models outside and inside an organisation, for a few records from which nothing can be learnt. */
export function shippedAccountModels(comparisons: readonly Comparison[]): LinkageModel[] {
	return [
		{ prior, comparisons: comparisons.map((comparison) => weightsOf(comparison, outside)) },
		{ prior, comparisons: comparisons.map((comparison) => withKin(weightsOf(comparison, inside))) },
	];
}

/** A level without shares says nothing: it is as usual among people and their account as among others. */
function weightsOf({ name, levels, decreed }: Comparison, shares: Shares): ComparisonWeights {
	const of = levels.map((level) => shares[name]?.[level] ?? ([0.01, 0.01] as const));
	const [[m, u]] = of;
	// What would be two accounts for certain may be two ways in which a person names one company.
	return {
		name,
		m: of.map((each) => each[0]),
		u: of.map((each) => each[1]),
		...(decreed !== undefined && { decreed: Math.log2(m / u) }),
	};
}

/** However rare a value is, branches share it as often as any other. */
function withKin(weights: ComparisonWeights): ComparisonWeights {
	return { ...weights, kin: weights.u[weights.u.length - 1] };
}
