import type { INodeProperties } from 'n8n-workflow';

/** The operations that choose a provider, what it is asked with, and where its answers go. */
export const askingOperations = ['bakeOff', 'enrich', 'forecast'];

/** Those that ask nobody. */
const otherOperations = ['erasePerson'];

/** The parameters without those operations that ask nobody; by `hide`, because the editor takes what credentials hang on and has a `show` for a part of the credential. */
export function ofAskingOperations(parameters: readonly INodeProperties[]): INodeProperties[] {
	return parameters.map((parameter) => {
		const { displayOptions = {} } = parameter;
		if (displayOptions.show?.operation) return parameter;
		return {
			...parameter,
			displayOptions: { ...displayOptions, hide: { operation: otherOperations, ...displayOptions.hide } },
		};
	});
}
