import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testProvider } from '../../core/stages/enrich/provider.contract';
import { askOptions } from '../../core/stages/enrich/provider.builders';
import type { EnrichmentProvider } from '../../core/stages/enrich/provider';
import { openHttpProvider } from '../../core/stages/enrich/providers/http/open-http-provider';
import { parseHttpDefinition } from '../../core/stages/enrich/providers/http/parse-definition';
import { DirectoryService } from './directory-service';

const definitionFile = join(__dirname, 'acme-directory.json');
const service = new DirectoryService();
let provider: EnrichmentProvider;

/** The recipe of docs/architecture.md: a definition as a file, a credential that adds its key, the suite of the contract. */
async function openDirectory(): Promise<EnrichmentProvider> {
	return openHttpProvider(parseHttpDefinition(readFileSync(definitionFile, 'utf8'), definitionFile), {
		baseUrl: address,
		authenticate: async (request) => ({
			...request,
			headers: { ...request.headers, 'x-directory-key': 'key-of-a-test' },
		}),
	});
}

let address = '';

beforeAll(async () => {
	address = await service.start();
	provider = await openDirectory();
});

beforeEach(() => {
	service.trouble = undefined;
});

afterAll(async () => await service.stop());

testProvider('a provider that was added by its definition', openDirectory, {
	known: { domain: 'acme.com' },
	unknown: { domain: 'nobody.example' },
	knownValues: {
		name: 'Acme',
		domain: 'acme.com',
		employees: 1_200,
		street: 'Main Street 1',
		status: 'active',
		technologies: ['HubSpot', 'Segment'],
		fleet_size: 40,
	},
});

describe('the provider that was added', () => {
	it('tells confidence, charge and limits as the service says them', async () => {
		const reply = await provider.ask([{ key: 5, domain: 'acme.com' }], askOptions(provider));
		expect(reply).toMatchObject({
			kind: 'answered',
			answers: [
				{
					key: 5,
					confidence: 0.79,
					rawConfidence: 'score 75',
					matchedOn: 'domain',
					companyId: 'd-7',
					observedAt: '2025-11-02T10:00:00.000Z',
				},
			],
			charged: { 'look-ups': 1_500 },
			meter: { creditsLeft: { 'look-ups': 97_500 }, requestsLeft: 41, resetsAt: new Date('2026-01-01T00:01:00Z') },
		});
		expect(service.keys.at(-1)).toBe('key-of-a-test');
	});

	it('asks for what costs more only where somebody wants it', async () => {
		await provider.ask([{ key: 0, company: 'Acme', country: 'Germany' }], askOptions(provider, { wanted: ['name'] }));
		expect(service.bodies.at(-1)).toEqual({ companies: [{ ref: '0', name: 'Acme', country: 'DE' }] });
		expect(provider.facts.billing.worstCase(['name'])).toEqual({ 'look-ups': 1_000 });
		expect(provider.facts.billing.worstCase(['name', 'fleet_size'])).toEqual({ 'look-ups': 1_500 });
	});

	it('decides by the body before the status', async () => {
		const ask = async () => await provider.ask([{ key: 0, domain: 'acme.com' }], askOptions(provider));
		service.trouble = { status: 200, body: { error: { code: 'NO_BALANCE', text: 'Nothing left' } } };
		expect(await ask()).toMatchObject({
			kind: 'refused',
			outcome: 'out_of_credits',
			message: 'Acme Directory answered with HTTP 200: Nothing left.',
		});
		service.trouble = { status: 200, body: { error: { code: 'SLOW_DOWN', wait_seconds: 90 } } };
		expect(await ask()).toMatchObject({ outcome: 'rate_limited', retryAt: new Date('2026-01-01T00:01:30Z') });
	});
});
