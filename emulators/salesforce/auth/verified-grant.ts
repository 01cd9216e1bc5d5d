import type { ConnectedClient } from './clients';

/** What a sign-in has proved: who acts, through which app, with what. */
export interface VerifiedGrant {
	readonly userId: string;
	readonly client: ConnectedClient;
	/** Names separated by blanks, as the token response repeats them. */
	readonly scope: string;
	/** The refresh token that the new session hangs on; shown to the client when `isNewRefreshToken`. */
	readonly refreshToken?: string;
	readonly isNewRefreshToken?: boolean;
}

/** What an app gets that no user was asked for. */
export const serverScope = 'api id';
