import { dominantDomains } from './dominant-domains';
import { matchAccounts } from './lead-to-account';

/** The same numbers at every run. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 4_294_967_296;
	};
}

const words =
	'Amber Birch Cobalt Delta Ember Falcon Granite Harbor Indigo Juniper Kestrel Larch Maple Nimbus Onyx'.split(' ');
const trades = 'Foods Logistics Optics Paints'.split(' ');

const accounts = [
	...words.flatMap((word, at) =>
		trades.map((trade, also) => ({
			company: `${word} ${trade} Inc`,
			domain: `www.${word}${trade}.com`.toLowerCase(),
			phone: `555${String(1_000_000 + at * 7_919 + also * 104_729)}`,
			city: `City ${(at * 5 + also) % 23}`,
			postalCode: String(20_000 + at * 10 + also),
		})),
	),
	// A branch at its parent's domain, and a company whose mail is not at its web site's.
	{ company: 'Amber Foods Berlin GmbH', domain: 'amberfoods.com', city: 'Berlin', postalCode: '10115' },
	{ company: 'Quarry Tools', domain: 'quarry-tools-shop.net', city: 'City 3', postalCode: '20999' },
];
const [branch, quarry] = [accounts.length - 2, accounts.length - 1];
const leads = words.flatMap((word, at) =>
	trades.map((trade, also) => ({
		company: at % 3 === 0 ? `${word} ${trade}` : `${word.toUpperCase()} ${trade}, Inc.`,
		email: at % 4 === 0 ? `someone${at}@gmail.com` : `someone${at}@${word}${trade}.com`.toLowerCase(),
		city: accounts[at * 4 + also].city,
	})),
);

describe('leads to accounts', () => {
	it('finds the account by company, mail and place, and none for a company that has none', async () => {
		const strangers = [
			{ company: 'Zephyr Kites', email: 'a@zephyrkites.com', city: 'City 3' },
			{ email: 'b@gmail.com' },
		];
		const matches = await matchAccounts([...leads, ...strangers], accounts, { random: seeded(1) });
		expect(matches.slice(leads.length)).toEqual([undefined, undefined]);
		const wrong = leads.filter((_, at) => matches[at] && matches[at].account !== at);
		expect(wrong).toEqual([]);
		expect(matches.slice(0, leads.length).filter((match) => match).length).toBeGreaterThanOrEqual(leads.length * 0.95);
	});

	it('takes the branch that is named, and not its parent at the same domain', async () => {
		const people = [...leads, { company: 'Amber Foods Berlin', email: 'c@amberfoods.com', city: 'Berlin' }];
		const matches = await matchAccounts(people, accounts, { random: seeded(1) });
		expect(matches[leads.length]?.account).toBe(branch);
		expect(matches[0]?.account).toBe(0);
	});

	it('knows an account by the domain its contacts write from', async () => {
		const people = [...leads, { company: 'Quarry', email: 'd@quarrymail.com' }];
		const contacts = ['e@quarrymail.com', 'f@quarrymail.com', 'g@gmail.com'].map((email) => ({
			account: quarry,
			email,
		}));
		const contactDomains = dominantDomains(accounts.length, contacts);
		const matches = await matchAccounts(people, accounts, { contactDomains, random: seeded(1) });
		expect(matches[leads.length]?.account).toBe(quarry);
		expect((await matchAccounts(people, accounts, { random: seeded(1) }))[leads.length]).toBeUndefined();
	});

	it('has no account for anybody where there are none', async () => {
		expect(await matchAccounts(leads.slice(0, 2), [], { random: seeded(1) })).toEqual([undefined, undefined]);
		expect(await matchAccounts([], accounts, { random: seeded(1) })).toEqual([]);
	});
});

it('takes a domain for an account only where two contacts and half of them use it', () => {
	const at = (account: number, ...emails: string[]) => emails.map((email) => ({ account, email }));
	const contacts = [
		...at(0, 'a@one.com', 'b@one.com', 'c@two.com'),
		...at(1, 'a@one.com'),
		...at(2, 'a@gmail.com', 'b@gmail.com'),
		...at(3, 'a@one.com', 'b@one.com', 'c@two.com', 'd@two.com', 'e@three.com'),
	];
	expect(dominantDomains(4, contacts)).toEqual(['one.com', undefined, undefined, undefined]);
});
