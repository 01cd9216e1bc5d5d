import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';

type Authenticate = (credential: ICredentialDataDecryptedObject) => Partial<IHttpRequestOptions>;

/** Types of n8n that say nothing of how a request is signed: the nodes that use them do it themselves. */
const byType: Readonly<Record<string, Authenticate>> = {
	httpBasicAuth: ({ user, password }) => ({ auth: { username: String(user ?? ''), password: String(password ?? '') } }),
	httpQueryAuth: ({ name, value }) => ({ qs: { [String(name)]: String(value) } }),
	httpCustomAuth: ({ json }) => customParts(String(json ?? '')),
	hunterApi: ({ apiKey }) => ({ headers: { 'X-API-KEY': String(apiKey ?? '') } }),
};

/** The request with what the credential adds; `undefined` where n8n signs it by the type's own rule. */
export function authenticationOf(
	type: string,
	credential: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): IHttpRequestOptions | undefined {
	if (!Object.hasOwn(byType, type)) return undefined;
	const { headers, qs, ...rest } = byType[type](credential);
	return {
		...options,
		...rest,
		headers: { ...options.headers, ...headers },
		...(qs && { qs: { ...options.qs, ...qs } }),
	};
}

/** Headers and query of n8n's Custom Auth; what it says of the body would change the question. */
function customParts(json: string): Partial<IHttpRequestOptions> {
	try {
		const { headers = {}, qs } = JSON.parse(json) as { headers?: IDataObject; qs?: IDataObject };
		return { headers, ...(qs && { qs }) };
	} catch (cause) {
		throw noJson(cause);
	}
}

function noJson(cause: unknown): EnrichmentError {
	return new EnrichmentError('invalid_parameter', 'The Custom Auth credential holds no JSON.', {
		remedy: 'Correct it in the credential, e.g. {"headers": {"X-Key": "…"}}.',
		cause,
	});
}
