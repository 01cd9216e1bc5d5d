import type { ApiCalls } from './api-calls';
import type { SObjectSummary } from './schema';

/** Global describe's reply; only what the pack reads. */
interface DescribeGlobalReply {
	readonly sobjects: ReadonlyArray<SObjectSummary & { readonly deprecatedAndHidden: boolean }>;
}

/** The objects that this user sees, custom ones too, as Salesforce lists them; one call. */
export async function listSObjects(calls: ApiCalls): Promise<SObjectSummary[]> {
	const { sobjects } = await calls.send<DescribeGlobalReply>({
		kind: 'describe',
		method: 'GET',
		url: '/sobjects',
		what: 'list the objects of the org',
		isRepeatable: true,
	});
	return sobjects
		.filter(({ deprecatedAndHidden }) => !deprecatedAndHidden)
		.map(({ name, label, custom, queryable, createable, updateable, retrieveable }) => ({
			name,
			label,
			custom,
			queryable,
			createable,
			updateable,
			retrieveable,
		}));
}
