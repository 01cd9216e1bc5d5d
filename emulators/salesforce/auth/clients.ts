/** An app that may sign in: by its secret (client credentials), its key (JWT bearer) or a user's consent (authorization code). */
export interface ConnectedClient {
	readonly clientId: string;
	/** Needed at the token endpoint wherever the app has one. */
	readonly clientSecret?: string;
	/** PEM; verifies JWT assertions. */
	readonly publicKey?: string;
	/** The run-as user of the client-credentials flow. */
	readonly username: string;
	/** Where the login page may send the browser; absent means anywhere. */
	readonly callbackUrls?: readonly string[];
	/** Refuses authorization requests without a code challenge. Default false; a challenge that is sent is always checked. */
	readonly requiresPkce?: boolean;
	/** Every refresh answers a new refresh token and ends the one it was asked with. Default false. */
	readonly rotatesRefreshTokens?: boolean;
}

/** Serves demos: known to everyone, so it protects nothing. */
export const demoClient: ConnectedClient = {
	clientId: '3MVG9.demo.client',
	clientSecret: 'demo-secret',
	username: 'integration@example.com',
};
