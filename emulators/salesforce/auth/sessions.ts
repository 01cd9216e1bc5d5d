import type { OrgState } from '../org/org-state';
import { randomToken } from '../seeded-random';

/** A signed-in user. */
export interface Session {
	readonly token: string;
	readonly userId: string;
	readonly clientId: string;
}

const IDLE_LIMIT_MS = 2 * 60 * 60 * 1000;

/** Access tokens that are still good; one that rests for two hours expires. */
export class Sessions {
	private readonly byToken = new Map<string, { session: Session; lastUsedAt: number }>();

	constructor(private readonly org: OrgState) {}

	open(userId: string, clientId: string): Session {
		// Command-line clients accept only `00D…!…` of word characters and dots.
		const token = `${this.org.identity.id.slice(0, 15)}!AQ${randomToken(this.org.random, 94)}`;
		const session = { token, userId, clientId };
		this.byToken.set(token, { session, lastUsedAt: this.org.clock().getTime() });
		return session;
	}

	/** The session behind a token, or `undefined` when it is unknown or expired. */
	find(token: string): Session | undefined {
		const entry = this.byToken.get(token);
		const now = this.org.clock().getTime();
		if (!entry || now - entry.lastUsedAt > IDLE_LIMIT_MS) return undefined;
		entry.lastUsedAt = now;
		return entry.session;
	}

	clear(): void {
		this.byToken.clear();
	}
}
