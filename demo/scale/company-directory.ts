import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A data provider that charges one credit for each company that it finds and answers after a while, as those of the real world do. */
export interface CompanyDirectory {
	/** What the operator of an n8n sets, so that the nodes ask here. */
	readonly environment: Readonly<Record<string, string>>;
	/** Calls so far. */
	readonly calls: number;
	/** Calls that wait for their answer. */
	readonly inFlight: number;
	/** How often each company was paid for, by its domain. */
	readonly charged: ReadonlyMap<string, number>;
	/** Forgets what it has been asked. */
	reset(): void;
	close(): Promise<void>;
}

const id = 'company-directory';
const mostBytes = 1_000_000;
const industries = ['Retail', 'Technology', 'Energy', 'Banking', 'Healthcare'];

/** How *Enrich* asks it: the parameters of its node. */
export const directoryParameters = {
	provider: 'custom',
	definition: JSON.stringify({
		id,
		label: 'Company Directory',
		finds: 'company',
		needs: [['domain']],
		uses: ['domain'],
		batchSize: 100,
		documentation: ['https://directory.example/docs'],
		confidenceScale: 'none of its own',
		limits: { concurrency: 2 },
		billing: { rule: '1 credit per match', pools: ['company'], perMatch: { company: 1 } },
		routes: [
			{
				steps: [
					{
						request: {
							method: 'POST',
							url: 'https://directory.example/companies',
							body: { companies: { $each: { domain: '{domain}' } } },
						},
						rows: 'companies',
						correlate: { by: 'echo', path: 'domain', equals: '{domain}' },
						rowOutcomes: [{ when: { path: 'found', equals: [false] }, outcome: 'no_match' }],
						answer: {
							values: { industry: { from: ['industry'] }, employees: { from: ['employees'] } },
							confidence: [{ value: 0.95 }],
						},
					},
				],
			},
		],
	}),
} as const;

/** Opens it on a free port of 127.0.0.1; every reply takes `latencyMs`. */
export async function openDirectory(latencyMs: number): Promise<CompanyDirectory> {
	let calls = 0;
	let inFlight = 0;
	const charged = new Map<string, number>();
	const server = createServer(async (request, response) => {
		inFlight += 1;
		response.once('close', () => (inFlight -= 1));
		const domains = await domainsOf(request).catch(() => undefined);
		calls += 1;
		await pause(latencyMs);
		response.setHeader('content-type', 'application/json');
		if (!domains) {
			response.writeHead(400).end('{}');
			return;
		}
		const companies = domains.map(companyAt);
		for (const { domain, found } of companies) if (found) charged.set(domain, (charged.get(domain) ?? 0) + 1);
		response.end(JSON.stringify({ companies }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		environment: {
			SALESFORCE_ENRICHMENT_PROVIDERS: `${id}=http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		},
		get calls() {
			return calls;
		},
		get inFlight() {
			return inFlight;
		},
		charged,
		reset() {
			calls = 0;
			charged.clear();
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

async function domainsOf(request: IncomingMessage): Promise<string[]> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		bytes += chunk.length;
		if (bytes > mostBytes) throw new Error('The body is too long');
		chunks.push(chunk);
	}
	const { companies } = JSON.parse(Buffer.concat(chunks).toString()) as { companies: Array<{ domain: string }> };
	return companies.map(({ domain }) => domain);
}

/** The same at every time: its number decides. Every fifth company is not known. */
function companyAt(domain: string): { domain: string; found: boolean; industry?: string; employees?: number } {
	const number = Number(/\d+/.exec(domain)?.[0] ?? 0);
	if (number % 5 === 4) return { domain, found: false };
	return { domain, found: true, industry: industries[number % industries.length], employees: 10 + (number % 5_000) };
}
