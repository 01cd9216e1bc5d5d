import type { Session } from '../auth/sessions';
import { soapLogin, soapUserInfo } from '../auth/soap-login';
import type { ApiReply, ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { clientFaultReply, SoapFault, soapFaultReply, soapReply } from '../http/soap-reply';
import { childOf, readXml, type XmlElement } from '../../http/xml-reader';

/** One call of the partner API: its XML answer for the element that the body holds. */
type SoapOperation = (request: ApiRequest, call: XmlElement, envelope: XmlElement) => string;

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
};

/** The partner SOAP API, as far as signing in and out needs it. */
export const soapRoutes: Route[] = [
	{ method: 'POST', path: '/services/Soap/u/:soapVersion', kind: 'soap', isPublic: true, handle: answer },
	{ method: 'POST', path: '/services/Soap/u/:soapVersion/:orgId', kind: 'soap', isPublic: true, handle: answer },
];

function answer(request: ApiRequest): ApiReply {
	const envelope = readXml(request.body);
	const call = childOf(envelope, 'Body')?.children[0];
	if (!envelope || !call) return clientFaultReply('The request is not a SOAP envelope with a call in its body.');
	if (!Object.hasOwn(operations, call.name)) {
		return clientFaultReply(
			`No operation available for request {urn:partner.soap.sforce.com}${call.name}, please check the WSDL for the service.`,
		);
	}
	try {
		checkVersion(request.params.soapVersion);
		return soapReply(call.name, operations[call.name](request, call, envelope));
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

function requireSession({ org }: ApiRequest, envelope: XmlElement): Session {
	const token = childOf(childOf(childOf(envelope, 'Header'), 'SessionHeader'), 'sessionId')?.text;
	const session = token ? org.sessions.find(token) : undefined;
	if (session) return session;
	throw new SoapFault(
		'INVALID_SESSION_ID',
		'Invalid Session ID found in SessionHeader: Illegal Session',
		'UnexpectedErrorFault',
	);
}
