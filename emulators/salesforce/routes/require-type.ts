import { notFound } from '../api-error';
import type { ApiRequest } from '../http/api-request';
import type { SObjectType } from '../schema/schema';

/** The object named in the path as the session's user sees it; throws 404 as an org without it would. */
export function requireType({ org, params, session }: ApiRequest): SObjectType {
	const type = org.access.of(session.userId).schema.type(params.sObject);
	if (!type) throw notFound();
	return type;
}
