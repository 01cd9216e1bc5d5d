/**
 * How often two records that are no duplicates reach each level of a comparison, from level 1 on, before a file has shown it.
 *
 * Origin: u as `estimateU` finds it, rounded, in 20,000 contacts and 7,000 accounts of the project's own CRM generator (easy
 * profile, seed 501) and in the 5,000 people of Febrl 3 (birth dates, identifiers). m before anything has been learnt stands with
 * each comparison as `typical`.
 */
export const shippedU: Readonly<Record<'strangers' | 'colleagues', Readonly<Record<string, readonly number[]>>>> = {
	strangers: {
		'first name': [0.991, 0.004, 0.003, 0.0007, 0.00003, 0.001],
		'last name': [0.9965, 0.002, 0.0005, 0.001],
		'e-mail': [0.99997, 0.00001, 0.00001, 0.000005, 0.000005],
		phone: [0.99995, 0.00001, 0.00004],
		birthdate: [0.982, 0.007, 0.01, 0.001, 0.00004],
		identifier: [0.99999, 0.000005, 0.000005],
		street: [0.9987, 0.0007, 0.0002, 0.00008, 0.00003, 0.0003],
		place: [0.976, 0.02, 0.002, 0.0005, 0.0015],
		company: [0.00001, 0.9994, 0.0004, 0.00017, 0.00001, 0.00002],
		domain: [0.99998, 0.00002],
	},
	colleagues: {
		'first name': [0.992, 0.004, 0.003, 0.0006, 0.0001, 0.0006],
		'last name': [0.992, 0.002, 0.0005, 0.005],
		'e-mail': [0.9996, 0.00002, 0.00001, 0.0001, 0.0003],
		phone: [0.78, 0.005, 0.215],
	},
};

/**
 * They count as much as so many pairs of the file's own: for nearly everything in a list of a hundred, hardly at all where there are
 * a million to draw.
 */
export const shippedPairs = { strangers: 5_000, colleagues: 400 } as const;

/**
 * How likely any two records are one: of 100,000 people every fifth is there twice, of 10,000 companies too, and so is every fifth of
 * twenty colleagues at one account.
 */
export const shippedPrior = { strangers: 4e-6, companies: 4e-5, colleagues: 0.01 } as const;
