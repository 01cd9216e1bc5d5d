import type { OrgState } from '../org/org-state';
import { randomToken } from '../seeded-random';

/** What a user allowed an app to do. */
export interface Consent {
	readonly userId: string;
	readonly clientId: string;
	readonly scope: string;
}

/** A consent on its way through the browser. */
export interface AuthorizationCode extends Consent {
	readonly redirectUri: string;
	/** `undefined` when the app sent no challenge. */
	readonly codeChallenge: string | undefined;
}

const codeLifetimeMs = 15 * 60 * 1000;

/** Authorization codes and refresh tokens; all of them end when the org is reset. */
export class Grants {
	private readonly codes = new Map<string, { code: AuthorizationCode; issuedAt: number }>();
	private readonly consents = new Map<string, Consent>();

	constructor(private readonly org: OrgState) {}

	/** A code that is good for one use within 15 minutes. */
	issueCode(code: AuthorizationCode): string {
		const text = `aPrx${randomToken(this.org.random, 80)}`;
		this.codes.set(text, { code, issuedAt: this.org.clock().getTime() });
		return text;
	}

	/** What stands behind a code, which is used up by that; `undefined` when it is unknown, used or too old. */
	takeCode(text: string): AuthorizationCode | undefined {
		const entry = this.codes.get(text);
		this.codes.delete(text);
		const isOld = entry && this.org.clock().getTime() - entry.issuedAt > codeLifetimeMs;
		return isOld ? undefined : entry?.code;
	}

	/** A refresh token, good until it is revoked or replaced. */
	issueRefreshToken(consent: Consent): string {
		const token = `5Aep861${randomToken(this.org.random, 80)}`;
		this.consents.set(token, consent);
		return token;
	}

	/** What a refresh token stands for, or `undefined` when it is not good any more. */
	consentOf(refreshToken: string): Consent | undefined {
		return this.consents.get(refreshToken);
	}

	/** Ends a refresh token; `false` when there was none. */
	revoke(refreshToken: string): boolean {
		return this.consents.delete(refreshToken);
	}

	clear(): void {
		this.codes.clear();
		this.consents.clear();
	}
}
