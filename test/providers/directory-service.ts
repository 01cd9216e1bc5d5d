import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Asked {
	readonly ref: string;
	readonly domain?: string;
	readonly name?: string;
}

/** A small service such as a company has of its own, on a free port of this machine; it knows acme.com. */
export class DirectoryService {
	/** As long as it is set, the answer to every request. */
	trouble?: { readonly status: number; readonly body: object };

	readonly keys: Array<string | undefined> = [];

	readonly bodies: Array<{ readonly companies: readonly Asked[]; readonly with_fleet?: boolean }> = [];

	private readonly server: Server = createServer(async (request, response) => {
		const body = JSON.parse(await textOf(request));
		this.keys.push(request.headers['x-directory-key'] as string | undefined);
		this.bodies.push(body);
		const { status, body: answer } = this.trouble ?? { status: 200, body: this.answer(body) };
		const found = this.trouble ? 0 : body.companies.filter(isKnown).length;
		response.writeHead(status, {
			'content-type': 'application/json',
			'x-lookups-used': String(found * (body.with_fleet ? 1.5 : 1)),
			'x-lookups-left': '97.5',
			'x-limits': '{"minute": 41}',
		});
		response.end(JSON.stringify(answer));
	});

	/** The address of the service, once it listens. */
	async start(): Promise<string> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async stop(): Promise<void> {
		await new Promise((resolve) => this.server.close(resolve));
	}

	private answer(body: { companies: readonly Asked[]; with_fleet?: boolean }): object {
		// Backwards, because nobody promises an order.
		return { results: [...body.companies].reverse().map((asked) => rowFor(asked, body.with_fleet === true)) };
	}
}

function rowFor(asked: Asked, withFleet: boolean): object {
	if (!isKnown(asked)) return { ref: asked.ref, status: 'unknown' };
	const company = {
		id: 'd-7',
		name: 'Acme',
		website: 'https://www.acme.com/',
		staff: '1,200',
		address: { street: 'Main Street', number: 1, city: 'San Francisco' },
		state: 'trading',
		software: [{ name: 'HubSpot' }, { name: 'Segment' }],
		seen: '2025-11-02T10:00:00Z',
		...(withFleet && { fleet: 40 }),
	};
	return { ref: asked.ref, status: 'found', score: 75, company };
}

function isKnown({ domain }: Asked): boolean {
	return domain === 'acme.com';
}

async function textOf(request: IncomingMessage): Promise<string> {
	const pieces: Buffer[] = [];
	for await (const piece of request) pieces.push(piece);
	return Buffer.concat(pieces).toString('utf8');
}
