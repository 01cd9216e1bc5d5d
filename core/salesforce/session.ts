import { createHash } from 'node:crypto';
import { EnrichmentError } from '../errors';
import type { DailyAllowance, OrgIdentity, SObjectDescription } from './client';

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

interface KnownAllowance {
	readonly allowance: DailyAllowance;
	readonly toldAt: Date;
}

/** Long enough for all nodes of one workflow, short enough that a new field shows up without a restart. */
const describeLifetimeMs = 10 * 60 * 1000;

/** Calls run out of the last 24 hours all the time; what was told earlier would hold a run up for nothing. */
const allowanceLifetimeMs = 10 * 60 * 1000;

/** A token that was just issued and is refused at once can only be a matter of policy; asking for more of them is a storm. */
const maxRenewalsInARow = 3;

/** What clients of one credential share: token, descriptions and the newest server time. */
export class Session {
	/** Salesforce's clock in the newest reply of any client of this session. */
	serverTime?: Date;

	private readonly descriptions = new Map<string, CachedDescription>();

	private known?: KnownAllowance;

	private renewal?: Promise<void>;

	private renewalsInARow = 0;

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

	/** Fields were created or changed. */
	forgetDescriptions(): void {
		this.descriptions.clear();
	}

	/** What the newest reply that told, of at most ten minutes ago, said of the org's daily calls; `undefined` when none did. */
	knownAllowance(): DailyAllowance | undefined {
		if (!this.known) return undefined;
		const ageMs = this.clock().getTime() - this.known.toldAt.getTime();
		return ageMs <= allowanceLifetimeMs ? this.known.allowance : undefined;
	}

	/** Takes note of what a reply said of them; one that said nothing leaves what is known. */
	noteAllowance(allowance: DailyAllowance | undefined): void {
		if (allowance) this.known = { allowance, toldAt: this.clock() };
	}

	/** A call was answered, so the token is good. */
	noteAnswer(): void {
		this.renewalsInARow = 0;
	}

	/** Takes over a token that was renewed elsewhere: by another process, or by a person who connected anew. */
	adopt(token: SessionToken): void {
		if (this.token.accessToken !== token.accessToken) this.token = token;
	}

	/**
	 * Replaces the token that was refused; does nothing when another client has replaced it already. Throws
	 * `auth_failed` when three tokens in a row were not answered to.
	 */
	async renew(refusedToken: string, logIn: (refusedToken: string) => Promise<SessionToken>): Promise<void> {
		if (this.token.accessToken !== refusedToken) return;
		if (!this.renewal && this.renewalsInARow >= maxRenewalsInARow) throw stillRefused();
		this.renewal ??= logIn(refusedToken)
			.then((token) => {
				this.token = token;
				this.renewalsInARow += 1;
			})
			.finally(() => {
				this.renewal = undefined;
			});
		await this.renewal;
	}
}

function stillRefused(): EnrichmentError {
	return new EnrichmentError('auth_failed', `Salesforce refused ${maxRenewalsInARow} new sessions in a row.`, {
		remedy: 'Check that the user is active and that its session, IP and app policies allow API access.',
	});
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
