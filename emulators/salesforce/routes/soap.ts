import { soapLogin, soapUserInfo } from '../auth/soap-login';
import type { ApiReply, ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { clientFaultReply, SoapFault, soapFaultReply, soapReply } from '../http/soap-reply';
import { convertLeadCall } from '../soap/convert-lead-call';
import { findDuplicatesByIdsCall, findDuplicatesCall } from '../soap/find-duplicates-calls';
import { mergeCall } from '../soap/merge-call';
import { emptyRecycleBinCall, undeleteCall } from '../soap/recycle-bin-calls';
import { requireSession, type SoapOperation } from '../soap/soap-call';
import { childOf, readXml } from '../../http/xml-reader';

const oldestVersion = 31;
const newestVersion = 68;

const operations: Readonly<Record<string, SoapOperation>> = {
	login: ({ org, params }, call) => soapLogin(org, call, params.soapVersion),
	logout(request, _, envelope) {
		request.org.sessions.end(requireSession(request, envelope).token);
		return '';
	},
	getUserInfo: (request, _, envelope) =>
		`<result>${soapUserInfo(request.org, requireSession(request, envelope))}</result>`,
	getServerTimestamp(request, _, envelope) {
		requireSession(request, envelope);
		return `<result><timestamp>${request.org.clock().toISOString()}</timestamp></result>`;
	},
	merge: mergeCall,
	undelete: undeleteCall,
	emptyRecycleBin: emptyRecycleBinCall,
	convertLead: convertLeadCall,
	findDuplicates: findDuplicatesCall,
	findDuplicatesByIds: findDuplicatesByIdsCall,
};

const freeOperations = new Set(['login', 'logout']);

/** What the routes of every SOAP API have in common. */
export const soapRoute = { method: 'POST', kind: 'soap', isPublic: true } as const;

/** The partner SOAP API, as far as signing in and out, merging, converting, the bin and duplicate rules need it. */
export const soapRoutes: Route[] = [
	{ ...soapRoute, charges, handle: answer, path: '/services/Soap/u/:soapVersion' },
	{ ...soapRoute, charges, handle: answer, path: '/services/Soap/u/:soapVersion/:orgId' },
];

/** Signing in and out costs nothing of the allowance. */
function charges(body: string): boolean {
	const [, operation] = /<(?:\w+:)?Body[^>]*>\s*<(?:\w+:)?(\w+)/.exec(body) ?? [];
	return operation !== undefined && Object.hasOwn(operations, operation) && !freeOperations.has(operation);
}

function answer(request: ApiRequest): ApiReply {
	return answerSoap(request, operations);
}

/** Carries out the call that an envelope holds, of those that the API has; the namespace is that of its answers. */
export function answerSoap(
	request: ApiRequest,
	served: Readonly<Record<string, SoapOperation>>,
	namespace = 'urn:partner.soap.sforce.com',
): ApiReply {
	const envelope = readXml(request.body);
	const call = childOf(envelope, 'Body')?.children[0];
	if (!envelope || !call) return clientFaultReply('The request is not a SOAP envelope with a call in its body.');
	if (!Object.hasOwn(served, call.name)) {
		return clientFaultReply(
			`No operation available for request {${namespace}}${call.name}, please check the WSDL for the service.`,
		);
	}
	try {
		checkVersion(request.params.soapVersion);
		return soapReply(call.name, served[call.name](request, call, envelope), namespace);
	} catch (error) {
		if (error instanceof SoapFault) return soapFaultReply(error);
		throw error;
	}
}

function checkVersion(version: string): void {
	const isServed = /^\d+\.0$/.test(version) && Number(version) >= oldestVersion && Number(version) <= newestVersion;
	if (!isServed)
		throw new SoapFault('UNSUPPORTED_API_VERSION', 'Invalid Api version specified on URL', 'UnexpectedErrorFault');
}
