import type { ApiRequest } from '../http/api-request';
import type { SObjectType } from '../schema/schema';

/** The object's table, known as `r`, and the condition that leaves only rows that the session's user may see. */
export function readableRows(
	{ org, session }: ApiRequest,
	type: SObjectType,
): { readonly from: string; readonly condition: string } {
	const filter = org.access.of(session.userId).rowFilter(type, 'r');
	return { from: `"${type.name}" r`, condition: filter === undefined ? '1' : `(${filter})` };
}
