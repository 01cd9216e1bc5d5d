import { notFound } from '../api-error';
import type { ApiRequest } from '../http/api-request';
import type { SObjectType } from '../schema/schema';

/** The object named in the path; throws 404 as an org without it would. */
export function requireType({ org, params }: ApiRequest): SObjectType {
	const type = org.schema.type(params.sObject);
	if (!type) throw notFound();
	return type;
}
