/** A resource of Salesforce's that the emulator does not have, and how it says so. */
export interface RefusedResource {
	readonly name: string;
	readonly method: string;
	/** Below the instance's address. */
	readonly path: string;
	readonly status: number;
	readonly errorCode: string;
}

/** What a Salesforce client may well ask for and does not get; each is answered as an org that lacks it would. */
export const refusedResources: readonly RefusedResource[] = [
	notServed('Bulk API 1.0 (XML jobs and batches)', 'POST', '/services/async/68.0/job'),
	notServed('Apex REST (no classes: "Could not find a match for URL")', 'GET', '/services/apexrest/own'),
	notServed('Streaming API (CometD)', 'POST', '/cometd/68.0'),
	notServed('Connect REST API', 'GET', '/services/data/v68.0/connect/organization'),
	notServed('User Interface API', 'GET', '/services/data/v68.0/ui-api/object-info/Lead'),
	notServed('Reports and Dashboards REST API', 'GET', '/services/data/v68.0/analytics/reports'),
	notServed('Invocable actions', 'GET', '/services/data/v68.0/actions'),
	notServed('sObject tree', 'POST', '/services/data/v68.0/composite/tree/Lead'),
	notServed('List views', 'GET', '/services/data/v68.0/sobjects/Lead/listviews'),
	notServed('Layouts', 'GET', '/services/data/v68.0/sobjects/Lead/describe/layouts'),
	notServed('Quick actions', 'GET', '/services/data/v68.0/quickActions'),
	notServed('Event schemas', 'GET', '/services/data/v68.0/event/eventSchema/abc'),
];

function notServed(name: string, method: string, path: string): RefusedResource {
	return { name, method, path, status: 404, errorCode: 'NOT_FOUND' };
}
