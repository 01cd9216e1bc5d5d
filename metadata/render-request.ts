import { parseArgs } from 'node:util';
import { enrichedObjects, type EnrichedObject } from './components/enriched-fields';

/** What one org's own components are rendered for; what is absent is left out of them. */
export interface RenderRequest {
	/** Folder to write to. */
	readonly out: string;
	readonly objects: readonly EnrichedObject[];
	/** Username that outbound messages are sent as. */
	readonly integrationUser?: string;
	/** Address of the change trigger; `{object}` in it becomes `lead`, `contact` or `account`. */
	readonly endpoint?: string;
	/** Address of the webhook behind Enrich Now. */
	readonly n8nUrl?: string;
	/** Username whose view the dashboard shows. */
	readonly dashboardUser?: string;
}

const defaultFolder = 'build/metadata';

/** The request on a command line; `undefined` when it asks for the committed files only. Throws in words on what cannot be meant. */
export function readRenderRequest(args: readonly string[]): RenderRequest | undefined {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		args: [...args],
		options: {
			...{ out: text, 'integration-user': text, endpoint: text, 'n8n-url': text, 'dashboard-user': text },
			object: { type: 'string', multiple: true },
		},
	});
	if (Object.keys(values).length === 0) return undefined;
	const { out = defaultFolder, object = [...enrichedObjects], endpoint } = values;
	const integrationUser = username('--integration-user', values['integration-user']);
	if ((endpoint === undefined) !== (integrationUser === undefined))
		throw new Error('Give --integration-user and --endpoint together: an outbound message needs both.');
	return {
		out,
		objects: object.map(enrichedObject),
		...(integrationUser && { integrationUser }),
		...(endpoint && { endpoint: address('--endpoint', endpoint) }),
		...(values['n8n-url'] && { n8nUrl: address('--n8n-url', values['n8n-url']) }),
		...(values['dashboard-user'] && { dashboardUser: username('--dashboard-user', values['dashboard-user'])! }),
	};
}

function enrichedObject(name: string): EnrichedObject {
	const found = enrichedObjects.find((each) => each.toLowerCase() === name.toLowerCase());
	if (found) return found;
	throw new Error(`--object takes ${enrichedObjects.join(', ')}, not ${name}.`);
}

function username(option: string, text: string | undefined): string | undefined {
	if (text === undefined || /^[^\s@<>&]+@[^\s@<>&]+\.[^\s@<>&]+$/.test(text)) return text;
	throw new Error(`${option} is no Salesforce username (they look like an e-mail address): ${text}`);
}

/** Salesforce sends keys and Ids there, so only encrypted ways will do. */
function address(option: string, text: string): string {
	const probe = text.replaceAll('{object}', 'lead');
	if (URL.canParse(probe) && new URL(probe).protocol === 'https:' && !/\s/.test(text)) return text;
	throw new Error(`${option} is no https:// address: ${text}`);
}
