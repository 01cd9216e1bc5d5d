import { coverageAt } from './coverage';
import { Market } from './market';
import { World } from './world';

const world = new World(3, { companyCount: 200, personCount: 4_000 });
const marketOf = (vendor: string, coverage: ConstructorParameters<typeof Market>[2]): Market =>
	new Market(world, vendor, coverage, (kind, id) => `${vendor}-${kind}-${id}`);
const emails = world.people.map(({ jobs }) => jobs[0].email);

describe('Market', () => {
	it('knows about as many as its coverage says, each vendor others', () => {
		const [one, other] = ['one', 'other'].map((vendor) => {
			const market = marketOf(vendor, { person: 0.6, company: 1 });
			return new Set(emails.filter((email) => market.findPerson({ email })));
		});
		expect(one.size / emails.length).toBeCloseTo(0.6, 1);
		const both = [...one].filter((email) => other.has(email)).length / emails.length;
		expect(both).toBeCloseTo(0.36, 1);
	});

	it('says of one in twenty an employer they never had', () => {
		const market = marketOf('one', { person: 1, company: 1, stale: 0 });
		const wrong = world.people.filter((person) => {
			const known = market.findPerson({ email: person.jobs[0].email });
			return known && !person.jobs.some(({ companyId }) => companyId === known.employer.id);
		});
		expect(wrong.length / world.people.length).toBeGreaterThan(0.035);
		expect(wrong.length / world.people.length).toBeLessThan(0.065);
	});

	it('says the former employer of movers when it is out of date, with an address that no longer works', () => {
		const market = marketOf('one', { person: 1, company: 1, stale: 1, wrong: 0, fill: { email: 1 } });
		const mover = world.people.find(({ jobs }) => jobs.length > 1)!;
		expect(market.findPerson({ email: mover.jobs[0].email })).toMatchObject({
			job: mover.jobs[1],
			email: { address: mover.jobs[1].email, state: 'invalid' },
		});
	});

	it('finds again by its own ids, and does not know those of others', () => {
		const market = marketOf('one', { person: 1, company: 1 });
		const id = market.ownId(world.people[5]);
		expect(market.findPerson({ id })?.person).toBe(world.people[5]);
		expect(marketOf('other', { person: 1, company: 1 }).findPerson({ id })).toBeUndefined();
		expect(market.findCompany({ id: market.ownId(world.companies[2]) })?.company).toBe(world.companies[2]);
	});

	it('knows fewer as it drifts, and all of them again after a reset', () => {
		const market = marketOf('one', { person: 0.9, company: 1, drift: [{ afterQuestions: 1_000, person: 0.1 }] });
		const hits = (from: number, to: number): number =>
			emails.slice(from, to).filter((email) => market.findPerson({ email })).length;
		expect(hits(0, 100)).toBeGreaterThan(70);
		hits(100, 1_000);
		expect(hits(1_000, 1_100)).toBeLessThan(25);
		market.reset();
		expect(hits(1_000, 1_100)).toBeGreaterThan(70);
	});
});

describe('coverageAt', () => {
	const coverage = {
		person: 0.8,
		company: 0.5,
		drift: [
			{ afterQuestions: 100, person: 0.4 },
			{ afterQuestions: 200, person: 0.6, company: 0.7 },
		],
	};

	it.each([
		['person', 0, 0.8],
		['person', 50, 0.6],
		['person', 150, 0.5],
		['person', 900, 0.6],
		['company', 100, 0.6],
	] as const)('of a %s after %d questions is %d', (kind, asked, share) => {
		expect(coverageAt(coverage, kind, asked)).toBeCloseTo(share);
	});
});
