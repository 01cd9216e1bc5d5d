import type { ApiRequest } from '../http/api-request';
import { parseQuery } from '../soql/parser';
import { toolingOrg } from '../tooling/catalogue';
import { restSetupObjects } from '../tooling/tooling-objects';

/** Spares every other statement a second parsing. */
const mayBeSetup = new RegExp(`\\bfrom\\s+(${restSetupObjects.join('|')})\\b`, 'i');

/** The request as it goes to the org's setup, when that is what the statement asks for; `undefined` for one about records. */
export function asSetup(request: ApiRequest, soql: string): ApiRequest | undefined {
	if (!mayBeSetup.test(soql)) return undefined;
	const object = parseQuery(soql).from.path.join('.').toLowerCase();
	return restSetupObjects.some((each) => each.toLowerCase() === object)
		? { ...request, org: toolingOrg(request.org) }
		: undefined;
}
