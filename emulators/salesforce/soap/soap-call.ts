import type { Session } from '../auth/sessions';
import type { ApiRequest } from '../http/api-request';
import { SoapFault } from '../http/soap-reply';
import { toId18 } from '../record-id';
import type { SObjectType } from '../schema/schema';
import type { DuplicateRuleOptions, SaveContext } from '../writes/save-context';
import { childOf, type XmlElement } from '../../http/xml-reader';

/** One call of the partner API: its XML answer for the element that the body holds. */
export type SoapOperation = (request: ApiRequest, call: XmlElement, envelope: XmlElement) => string;

/** How many elements one call may bring; SOAP API Developer Guide: create(), merge(), undelete(). */
export const mostElements = 200;

/** The session named in the envelope; throws the fault of one that is missing or over. */
export function requireSession({ org }: ApiRequest, envelope: XmlElement): Session {
	const token = childOf(childOf(childOf(envelope, 'Header'), 'SessionHeader'), 'sessionId')?.text;
	const session = token ? org.sessions.find(token) : undefined;
	if (session) return session;
	throw new SoapFault(
		'INVALID_SESSION_ID',
		'Invalid Session ID found in SessionHeader: Illegal Session',
		'UnexpectedErrorFault',
	);
}

/** How the call's writes are to be made; SOAP assigns owners by a rule only where its header asks for it. */
export function soapSaveContext(request: ApiRequest, envelope: XmlElement): SaveContext {
	const { userId } = requireSession(request, envelope);
	const assignment = childOf(childOf(envelope, 'Header'), 'AssignmentRuleHeader');
	const assignmentRuleId = toId18(childOf(assignment, 'assignmentRuleId')?.text ?? '');
	return {
		org: request.org,
		userId,
		autoAssign: assignmentRuleId !== undefined || isTrue(childOf(assignment, 'useDefaultRule')),
		...(assignmentRuleId ? { assignmentRuleId } : {}),
		duplicateRule: duplicateRuleHeader(envelope),
	};
}

/** Whether an element is there and says `true` or `1`. */
export function isTrue(element: XmlElement | undefined): boolean {
	return /^(true|1)$/.test(element?.text.trim() ?? '');
}

/** The texts of all elements with this name. */
export function textsOf(call: XmlElement, name: string): string[] {
	return call.children.filter((each) => each.name === name).map((each) => each.text.trim());
}

/** Throws the fault of a call with more elements than it may have. */
export function checkCount(count: number, most = mostElements): void {
	if (count <= most) return;
	throw new SoapFault(
		'EXCEEDED_ID_LIMIT',
		`record limit reached. cannot submit more than ${most} records into this operation`,
		'UnexpectedErrorFault',
	);
}

/** The object that a name or an id stands for; throws the fault of one that the org lacks. */
export function typeNamed(request: ApiRequest, name: string): SObjectType {
	const type = request.org.schema.type(name);
	if (type) return type;
	throw new SoapFault('INVALID_TYPE', `sObject type '${name}' is not supported.`, 'InvalidSObjectFault');
}

function duplicateRuleHeader(envelope: XmlElement): DuplicateRuleOptions {
	const header = childOf(childOf(envelope, 'Header'), 'DuplicateRuleHeader');
	return {
		allowSave: isTrue(childOf(header, 'allowSave')),
		includeRecordDetails: isTrue(childOf(header, 'includeRecordDetails')),
		runAsCurrentUser: isTrue(childOf(header, 'runAsCurrentUser')),
	};
}
