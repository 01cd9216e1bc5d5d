import { World } from './world';

describe('World', () => {
	const world = new World(7, { companyCount: 400, personCount: 3_000 });

	it('is the same again for the same seed, and another one for another', () => {
		const again = new World(7, { companyCount: 400, personCount: 3_000 });
		expect(again.people).toEqual(world.people);
		expect(again.companies).toEqual(world.companies);
		expect(new World(8, { companyCount: 5, personCount: 0 }).companies[0].name).not.toBe(world.companies[0].name);
	});

	it('tells companies and addresses apart', () => {
		expect(new Set(world.companies.map(({ domain }) => domain)).size).toBe(400);
		const emails = world.people.flatMap(({ jobs }) => jobs.map(({ email }) => email));
		expect(new Set(emails).size).toBe(emails.length);
	});

	it('mixes example domains with those of countries', () => {
		const share = world.companies.filter(({ domain }) => domain.endsWith('.example')).length / 400;
		expect(share).toBeGreaterThan(0.25);
		expect(share).toBeLessThan(0.6);
		expect(world.companies.some(({ domain }) => domain.endsWith('.co.uk'))).toBe(true);
	});

	it('gives LEIs valid check digits', () => {
		const leis = world.companies.flatMap(({ lei }) => lei ?? []);
		expect(leis.length).toBeGreaterThan(100);
		const remainders = leis.map((lei) => BigInt([...lei].map((character) => parseInt(character, 36)).join('')) % 97n);
		expect(new Set(remainders)).toEqual(new Set([1n]));
	});

	it.each([
		[
			'have moved on',
			(share: number) => share > 0.09 && share < 0.15,
			({ jobs }: { jobs: readonly unknown[] }) => jobs.length > 1,
		],
		[
			'have a verified address',
			(share: number) => share > 0.65 && share < 0.75,
			({ emailState }: { emailState: string }) => emailState === 'verified',
		],
		[
			'do not want to be found',
			(share: number) => share > 0.003 && share < 0.02,
			({ isSuppressed }: { isSuppressed: boolean }) => isSuppressed,
		],
	])('has about the documented share of people who %s', (_, fits, matches) => {
		expect(fits(world.people.filter((person) => matches(person)).length / world.people.length)).toBe(true);
	});

	it('finds a person by today’s and yesterday’s address, hash, profile and phone, however spelled', () => {
		const person = world.people.find(({ jobs, mobile }) => jobs.length > 1 && mobile)!;
		expect(world.person('email', person.jobs[1].email.toUpperCase())).toBe(person);
		expect(world.person('linkedin', `https://www.linkedin.com/in/${person.linkedin}/`)).toBe(person);
		expect(world.company('domain', `https://www.${world.companies[3].domain}/about?x=1`)).toBe(world.companies[3]);
	});

	it('takes lists of one’s own beside the seeded ones, and fills in what they leave out', () => {
		const own = new World(7, {
			companyCount: 10,
			companies: [{ name: 'Own Company', domain: 'own.example' }],
			people: [{ firstName: 'Own', lastName: 'Person', email: 'op@own.example' }],
		});
		expect(own.companies.length).toBe(11);
		expect(own.person('email', 'op@own.example')).toMatchObject({
			jobs: [{ companyId: 'lc-1', email: 'op@own.example' }],
		});
		expect(own.company('domain', 'own.example')?.employees).toBeGreaterThan(0);
	});

	it('says so when a person has no employer at all', () => {
		expect(() => new World(1, { people: [{ firstName: 'A', lastName: 'B' }] })).toThrow('A B has no employer');
	});
});
