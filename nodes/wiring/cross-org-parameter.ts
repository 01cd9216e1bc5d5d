import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** Asks for what is refused by default; for nodes that write what another node has read. */
export const crossOrgParameter: INodeProperties = {
	displayName: 'Allow Another Org',
	name: 'allowCrossOrg',
	type: 'boolean',
	default: false,
	description:
		'Whether records that were read from one org may be written to another; their IDs mean the same records only in a full copy, such as a full sandbox',
};

/** Whether a person asked for two orgs; false in a node that does not offer it. */
export function isCrossOrgAllowed(this: IExecuteFunctions): boolean {
	return this.getNodeParameter('allowCrossOrg', 0, false) === true;
}
