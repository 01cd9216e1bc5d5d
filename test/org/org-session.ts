import { connectSalesforce } from '../../core/salesforce/connect';
import type { SalesforceClient } from '../../core/salesforce/client';
import { SessionCache } from '../../core/salesforce/session';

/** Where and as whom to sign in by client credentials. */
export interface OrgLogin {
	readonly loginUrl: string;
	readonly clientId: string;
	readonly clientSecret: string;
}

/** What an org answered to a raw request. */
export interface RawAnswer {
	readonly status: number;
	readonly headers: Headers;
	/** Parsed JSON, or the text where it is none. */
	// Facts look into bodies of every shape.
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- replies are JSON of any shape; the checks assert it
	readonly body: any;
}

/** A signed-in org: the pack's own client, raw requests, and records that are deleted at the end. */
export class OrgSession {
	private readonly createdLeads: string[] = [];

	private constructor(
		readonly login: OrgLogin,
		readonly client: SalesforceClient,
		private readonly token: string,
		/** Marks this run's records, so that they are told from the org's own. */
		readonly marker: string,
	) {}

	static async open(login: OrgLogin, marker: string): Promise<OrgSession> {
		const client = await connectSalesforce(
			{ ...login, grant: 'client_credentials', apiVersion: '68.0', expects: 'production' },
			new SessionCache(() => new Date()),
		);
		const form = { grant_type: 'client_credentials', client_id: login.clientId, client_secret: login.clientSecret };
		const reply = await postForm(`${login.loginUrl}/services/oauth2/token`, form);
		return new OrgSession(login, client, reply.body.access_token, marker);
	}

	/** Sends a request; `path` is below `/services/data/v68.0/` unless it starts with `/`. */
	async send(
		method: string,
		path: string,
		body?: unknown,
		headers: Readonly<Record<string, string>> = {},
	): Promise<RawAnswer> {
		const { instanceUrl } = this.client.org;
		const reply = await fetch(
			path.startsWith('/') ? instanceUrl + path : `${instanceUrl}/services/data/v68.0/${path}`,
			{
				method,
				headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json', ...headers },
				...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
			},
		);
		return await readAnswer(reply);
	}

	query(soql: string): Promise<RawAnswer> {
		return this.send('GET', `query?q=${encodeURIComponent(soql)}`);
	}

	/** Creates Leads of this run's own; gives their ids. */
	async createLeads(count: number): Promise<string[]> {
		const records = Array.from({ length: count }, (_, index) => ({
			attributes: { type: 'Lead' },
			LastName: `${this.marker} ${index}`,
			Company: `${this.marker} ${index} Ltd`,
		}));
		const { body } = await this.send(
			'POST',
			'composite/sobjects',
			{ allOrNone: true, records },
			{ 'Sforce-Auto-Assign': 'FALSE' },
		);
		const ids = (body as Array<{ success: boolean; id: string }>).map(({ success, id }) => {
			if (!success) throw new Error(`The org refused a Lead: ${JSON.stringify(body)}`);
			return id;
		});
		for (const id of ids) this.createdLeads.push(id);
		return ids;
	}

	/** Deletes the Leads that still carry this run's marker; gives how many could not be deleted. */
	async close(): Promise<number> {
		const { body } = await this.query(`SELECT Id FROM Lead WHERE LastName LIKE '${this.marker}%'`);
		const ids = new Set([...this.createdLeads, ...(body.records as Array<{ Id: string }>).map(({ Id }) => Id)]);
		for (const id of ids) await this.send('DELETE', `sobjects/Lead/${id}`);
		const left = await this.query(`SELECT COUNT() FROM Lead WHERE LastName LIKE '${this.marker}%'`);
		return left.body.totalSize;
	}
}

/** Posts a form and reads the answer, signed in or not. */
export async function postForm(url: string, form: Record<string, string>): Promise<RawAnswer> {
	return await readAnswer(await fetch(url, { method: 'POST', body: new URLSearchParams(form) }));
}

async function readAnswer(reply: Response): Promise<RawAnswer> {
	const text = await reply.text();
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		body = text;
	}
	return { status: reply.status, headers: reply.headers, body };
}
