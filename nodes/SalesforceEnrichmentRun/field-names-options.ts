import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { fieldNamesOption } from '../wiring/field-names-parameter';

/** The options of an operation whose only option is the names of our fields. */
export function fieldNamesParameter(displayOptions: IDisplayOptions): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [fieldNamesOption],
		displayOptions,
	};
}
