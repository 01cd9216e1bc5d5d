import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { editorClient } from '../../wiring/editor-client';
import { plainReason } from '../../wiring/salesforce-client';

/** The one org that can be written to, by name and kind; why it cannot be reached where it cannot. */
export async function getTargetOrg(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const { org } = await editorClient.call(this);
		const kind = org.isSandbox ? 'sandbox' : 'production';
		return [{ name: `${org.name} (${kind})`, value: 'credential', description: `Writes to ${org.instanceUrl}` }];
	} catch (error) {
		return [{ name: `Not connected: ${plainReason(error)}`, value: 'credential' }];
	}
}
