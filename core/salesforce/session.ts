import { createHash } from 'node:crypto';
import { EnrichmentError } from '../errors';
import type { DailyAllowance, OrgIdentity } from './org-identity';
import type { SObjectDescription } from './schema';

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

	/** Told of each new token. */
	onRenewal?: (token: SessionToken) => void;

	constructor(
		public token: SessionToken,
		/** The machine's; a SystemModstamp is never compared with it. */
		readonly clock: () => Date,
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

	/**
	 * Replaces the token that was refused; does nothing when another client has replaced it already. Throws
	 * `auth_failed` when three tokens in a row were not answered to, or when the new one is for another address: what the
	 * session knows is of the org at its address, and a token sent elsewhere is given away.
	 */
	async renew(refusedToken: string, logIn: (refusedToken: string) => Promise<SessionToken>): Promise<void> {
		if (this.token.accessToken !== refusedToken) return;
		if (!this.renewal && this.renewalsInARow >= maxRenewalsInARow) throw stillRefused();
		this.renewal ??= logIn(refusedToken)
			.then((token) => {
				if (token.instanceUrl !== this.token.instanceUrl) throw movedElsewhere(this.token, token);
				this.token = token;
				this.renewalsInARow += 1;
				this.onRenewal?.(token);
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

function movedElsewhere(from: SessionToken, to: SessionToken): EnrichmentError {
	return new EnrichmentError(
		'auth_failed',
		`The renewed Salesforce session is for ${new URL(to.instanceUrl).host}, and the one before was for ${new URL(from.instanceUrl).host}.`,
		{
			remedy: 'If the org has a new My Domain, connect the credential again; otherwise check who answers in its place.',
		},
	);
}

/** A session with the org it leads to. */
export interface OrgSession {
	readonly session: Session;
	readonly org: OrgIdentity;
}

/** Whose session it is: n8n's id of the credential, `undefined` outside n8n, and everything that was sent or granted, the token included. */
export interface SessionOwner {
	readonly credentialId?: string;
	readonly fields: Readonly<Record<string, unknown>>;
	/** The fields once the token was renewed; absent where they hold no token. */
	readonly renewedFields?: (token: SessionToken) => Readonly<Record<string, unknown>>;
}

interface KnownSession {
	readonly opening: Promise<OrgSession>;
	readonly openedAt: Date;
}

/** Salesforce ends sessions after two hours by default; until then a user who was locked out is noticed by the next call. */
const sessionLifetimeMs = 60 * 60 * 1000;

/** The least recently used goes first. */
const mostSessions = 100;

/** Sessions by their owner, in the memory of this process only; tokens are never written anywhere. At most 100, none for longer than an hour. */
export class SessionCache {
	/** In the order of their last use. */
	private readonly sessions = new Map<string, KnownSession>();

	/** The clock times out sessions and descriptions, and dates JWT assertions. */
	constructor(readonly clock: () => Date = () => new Date()) {}

	/** The session of this owner, opened once even when several clients ask at the same time; a failed opening is forgotten. */
	obtain(owner: SessionOwner, open: () => Promise<OrgSession>): Promise<OrgSession> {
		const key = keyOf(owner, owner.fields);
		const known = this.sessions.get(key);
		if (known && this.ageOf(known) < sessionLifetimeMs) {
			this.keep(key, known);
			return known.opening;
		}
		const opening = open();
		const opened: KnownSession = { opening, openedAt: this.clock() };
		this.keep(key, opened);
		opening.then(
			({ session }) => this.follow(owner, session, opened, key),
			() => this.forget(key, opened),
		);
		return opening;
	}

	/** Files the session under its new token, so that whoever has the old one alone no longer gets it. */
	private follow(owner: SessionOwner, session: Session, opened: KnownSession, firstKey: string): void {
		const { renewedFields } = owner;
		if (!renewedFields) return;
		let key = firstKey;
		const refile = (token: SessionToken) => {
			const isCurrent = this.forget(key, opened);
			key = keyOf(owner, renewedFields(token));
			if (isCurrent) this.keep(key, opened);
		};
		session.onRenewal = refile;
		// Its token may have been renewed while it was opened.
		refile(session.token);
	}

	private keep(key: string, known: KnownSession): void {
		this.sessions.delete(key);
		this.sessions.set(key, known);
		if (this.sessions.size <= mostSessions) return;
		const [oldest] = this.sessions.keys();
		this.sessions.delete(oldest);
	}

	/** Whether it was still the one under this key. */
	private forget(key: string, known: KnownSession): boolean {
		return this.sessions.get(key) === known && this.sessions.delete(key);
	}

	private ageOf({ openedAt }: KnownSession): number {
		return Math.abs(this.clock().getTime() - openedAt.getTime());
	}
}

/** A hash, so that no secret lies in memory as a key. */
function keyOf({ credentialId }: SessionOwner, fields: Readonly<Record<string, unknown>>): string {
	const parts = [credentialId ?? null, Object.entries(fields).sort()];
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
