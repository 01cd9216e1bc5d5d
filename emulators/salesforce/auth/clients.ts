/** An app that may sign in: by its secret (client credentials), by its key (JWT bearer), or both. */
export interface ConnectedClient {
	readonly clientId: string;
	readonly clientSecret?: string;
	/** PEM; verifies JWT assertions. */
	readonly publicKey?: string;
	/** The run-as user of the client-credentials flow. */
	readonly username: string;
}

/** Serves demos: known to everyone, so it protects nothing. */
export const demoClient: ConnectedClient = {
	clientId: '3MVG9.demo.client',
	clientSecret: 'demo-secret',
	username: 'integration@example.com',
};
