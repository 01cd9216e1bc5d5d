import { EnrichmentError } from '../errors';
import { hostOf } from './call-context';
import type { SalesforceCredentials } from './credentials';
import { codeOf, redact } from '../http/redact';
import { errorFromReply, parseApiErrors, type FailedReply } from './salesforce-error';

/** In the order of asking: the first pattern found in Salesforce's code and description gives the advice. */
const remedies: ReadonlyArray<{ readonly when: RegExp; readonly remedy: string }> = [
	{
		when: /invalid_client_id|client identifier invalid|app_not_found/i,
		remedy: 'Check the consumer key, and that the host is the My Domain of the org that the app is installed in.',
	},
	{
		when: /invalid_client\b|invalid client (credentials|secret)/i,
		remedy:
			'Check the consumer secret; Salesforce shows the current one in the External Client App under OAuth Settings.',
	},
	{
		when: /no client credentials user|run.?as/i,
		remedy: 'Choose a Run-As user in the policies of the External Client App and enable the client credentials flow.',
	},
	{
		when: /audience/i,
		remedy: 'Use the My Domain login URL; login.salesforce.com and test.salesforce.com are refused as audience.',
	},
	{
		when: /expired|clock|invalid assertion|assertion/i,
		remedy:
			'Check that the private key belongs to the certificate of the app, and that the clock of this machine is right.',
	},
	{
		when: /user hasn.t approved|not (admin )?approved|not assigned/i,
		remedy: 'Pre-authorize the user: policies of the app > admin approved users, then add a profile or permission set.',
	},
	{
		when: /request not supported on this domain/i,
		remedy: 'Use the My Domain login URL (https://….my.salesforce.com) instead of a general login host.',
	},
	{
		when: /inactive|locked|user/i,
		remedy: 'Check that the user is active, not locked and allowed to log in from this address.',
	},
];

const generalRemedy = 'Check the My Domain URL, the consumer key and the flow that is enabled in the app.';

/** Why the token endpoint refused, with what to do about it in plain words; no secret of the credential is repeated, whatever the endpoint echoes. */
export function loginError(reply: FailedReply, credentials: SalesforceCredentials): EnrichmentError {
	const secrets = [credentials.clientSecret, credentials.privateKey].filter((secret) => secret !== undefined);
	if (reply.statusCode >= 500 || reply.statusCode === 429)
		return errorFromReply(withoutText(reply, secrets), 'log in', secrets);
	const [said] = parseApiErrors(reply.body);
	const code = codeOf(said?.code, secrets);
	const reason = said ? `${code ?? 'no code'} (${redact(said.message, secrets)})` : `HTTP status ${reply.statusCode}`;
	const text = said ? `${code ?? ''} ${said.message}` : '';
	return new EnrichmentError(
		'auth_failed',
		`Salesforce refused the login on ${hostOf(credentials.loginUrl)}: ${reason}.`,
		{
			remedy: remedies.find(({ when }) => when.test(text))?.remedy ?? generalRemedy,
			details: { statusCode: reply.statusCode, errorCode: code, grant: credentials.grant },
		},
	);
}

/** A code that holds a secret is none. */
function withoutText(reply: FailedReply, secrets: readonly string[]): FailedReply {
	const [said] = parseApiErrors(reply.body);
	return said && codeOf(said.code, secrets) === undefined ? { ...reply, body: '' } : reply;
}
