import type { OrgState } from '../org/org-state';
import { randomToken } from '../seeded-random';

/** A signed-in user. */
export interface Session {
	readonly token: string;
	readonly userId: string;
	readonly clientId: string;
	/** The refresh token it came from: revoking that ends the session too. */
	readonly refreshToken?: string;
}

/** Access tokens that are still good; one that rests longer than the org's session timeout expires. */
export class Sessions {
	private readonly byToken = new Map<string, { session: Session; lastUsedAt: number }>();

	constructor(private readonly org: OrgState) {}

	open(userId: string, clientId: string, refreshToken?: string): Session {
		// Command-line clients accept only `00D…!…` of word characters and dots.
		const token = `${this.org.identity.id.slice(0, 15)}!AQ${randomToken(this.org.random, 94)}`;
		const session = { token, userId, clientId, ...(refreshToken === undefined ? {} : { refreshToken }) };
		this.byToken.set(token, { session, lastUsedAt: this.org.clock().getTime() });
		return session;
	}

	/** The session behind a token, or `undefined` when it is unknown or expired. */
	find(token: string): Session | undefined {
		const entry = this.byToken.get(token);
		const now = this.org.clock().getTime();
		if (!entry || now - entry.lastUsedAt > this.org.identity.sessionSeconds * 1000) return undefined;
		entry.lastUsedAt = now;
		return entry.session;
	}

	/** Ends one session; `false` when there is none. */
	end(token: string): boolean {
		return this.byToken.delete(token);
	}

	/** Ends every session that came from a refresh token. */
	endFrom(refreshToken: string): void {
		for (const [token, { session }] of this.byToken) {
			if (session.refreshToken === refreshToken) this.byToken.delete(token);
		}
	}

	clear(): void {
		this.byToken.clear();
	}
}
