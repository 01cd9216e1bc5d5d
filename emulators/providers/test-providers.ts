import { vendorIds } from './vendors';
import { startProviders, type ProvidersEmulator, type ProvidersOptions } from './providers-emulator';

/** What a client sees of a reply. */
export interface Seen {
	readonly status: number;
	readonly headers: Headers;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read bodies of any shape
	readonly body: any;
}

/** Two companies and four people whom every vendor knows well: nobody is out of date, wrong or left out. */
export const knownWorld: NonNullable<ProvidersOptions['world']> = {
	companies: [
		{
			id: 'acme',
			name: 'Acme Rockets',
			domain: 'acme-rockets.example',
			employees: 120,
			isPublic: true,
			ticker: 'ACMR',
			cik: '0000777001',
			registrationNumber: '01234567',
			lei: '529900ACMEROCKETS012',
		},
		{ id: 'beta', name: 'Beta Foods', domain: 'beta-foods.example', employees: 30, isPublic: false },
	],
	people: [
		{
			id: 'ada',
			firstName: 'Ada',
			lastName: 'Byron',
			company: 'acme',
			title: 'VP Sales',
			email: 'ada@acme-rockets.example',
			linkedin: 'ada-byron',
			emailState: 'verified',
			mobile: '+14155550100',
			directPhone: '+14155550101',
			isSuppressed: false,
		},
		{
			id: 'bob',
			firstName: 'Bob',
			lastName: 'Marsh',
			company: 'beta',
			email: 'bob@beta-foods.example',
			linkedin: 'bob-marsh',
			emailState: 'catch_all',
			mobile: undefined,
			directPhone: undefined,
			isSuppressed: false,
		},
		{
			id: 'cleo',
			firstName: 'Cleo',
			lastName: 'Park',
			company: 'acme',
			formerCompany: 'beta',
			email: 'cleo@acme-rockets.example',
			formerEmail: 'cleo@beta-foods.example',
			linkedin: 'cleo-park',
			emailState: 'verified',
			isSuppressed: false,
		},
		{
			id: 'dora',
			firstName: 'Dora',
			lastName: 'Quiet',
			company: 'acme',
			email: 'dora@acme-rockets.example',
			linkedin: 'dora-quiet',
			emailState: 'verified',
			isSuppressed: true,
		},
	],
};

const everything = {
	person: 1,
	company: 1,
	stale: 0,
	wrong: 0,
	fill: { email: 1, personalEmail: 1, directPhone: 1, mobile: 1 },
};

/** The providers at a fixed time over the known world; changed where a test is about it. */
export async function startTestProviders(change: ProvidersOptions = {}): Promise<ProvidersEmulator> {
	return startProviders({
		world: knownWorld,
		clock: () => new Date('2026-11-28T12:00:00Z'),
		coverage: Object.fromEntries(vendorIds.map((id) => [id, everything])),
		...change,
	});
}

/** One request by plain fetch; an object is sent as JSON. */
export async function ask(url: string, headers: Record<string, string> = {}, body?: unknown): Promise<Seen> {
	const isText = typeof body === 'string';
	const response = await fetch(url, {
		method: body === undefined ? 'GET' : 'POST',
		headers: { ...(isText || body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
		...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, body: text === '' ? undefined : parsed(text) };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
