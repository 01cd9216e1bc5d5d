import { createHash } from 'node:crypto';
import type { OrgIdentity, SObjectDescription } from './client';

/** A token for one org; renewed in place, so that all clients of the session see the new one. */
export interface SessionToken {
	readonly accessToken: string;
	/** Without a trailing slash. */
	readonly instanceUrl: string;
}

interface CachedDescription {
	readonly description: SObjectDescription;
	readonly describedAt: Date;
}

/** Long enough for all nodes of one workflow, short enough that a new field shows up without a restart. */
const describeLifetimeMs = 10 * 60 * 1000;

/** What clients of one credential share: token, descriptions and the newest server time. */
export class Session {
	/** Salesforce's clock in the newest reply of any client of this session. */
	serverTime?: Date;

	private readonly descriptions = new Map<string, CachedDescription>();

	private renewal?: Promise<void>;

	constructor(
		public token: SessionToken,
		private readonly clock: () => Date,
	) {}

	/** A description of at most ten minutes ago; `undefined` when there is none. */
	findDescription(sObject: string): SObjectDescription | undefined {
		const cached = this.descriptions.get(sObject);
		if (!cached) return undefined;
		const ageMs = this.clock().getTime() - cached.describedAt.getTime();
		return ageMs <= describeLifetimeMs ? cached.description : undefined;
	}

	saveDescription(sObject: string, description: SObjectDescription): void {
		this.descriptions.set(sObject, { description, describedAt: this.clock() });
	}

	/** Replaces the token that was refused; does nothing when another client has replaced it already. */
	async renew(refusedToken: string, logIn: () => Promise<SessionToken>): Promise<void> {
		if (this.token.accessToken !== refusedToken) return;
		this.renewal ??= logIn()
			.then((token) => {
				this.token = token;
			})
			.finally(() => {
				this.renewal = undefined;
			});
		await this.renewal;
	}
}

/** A session with the org it leads to. */
export interface OrgSession {
	readonly session: Session;
	readonly org: OrgIdentity;
}

/** Sessions by credential, in the memory of this process only; tokens are never written anywhere. */
export class SessionCache {
	private readonly sessions = new Map<string, Promise<OrgSession>>();

	/** The clock times out descriptions and dates JWT assertions; a SystemModstamp is never compared with it. */
	constructor(readonly clock: () => Date = () => new Date()) {}

	/** The session of this credential, opened once even when several clients ask at the same time; a failed opening is forgotten. */
	obtain(credential: Readonly<Record<string, unknown>>, open: () => Promise<OrgSession>): Promise<OrgSession> {
		const key = createHash('sha256').update(JSON.stringify(Object.entries(credential).sort())).digest('hex');
		const known = this.sessions.get(key);
		if (known) return known;

		const opening = open().catch((error: unknown) => {
			this.sessions.delete(key);
			throw error;
		});
		this.sessions.set(key, opening);
		return opening;
	}
}
