import type { ILoadOptionsFunctions } from 'n8n-workflow';

/** The object that the node is set to, by its API name; `undefined` while the records or an expression are to tell it. */
export function chosenObject(this: ILoadOptionsFunctions): string | undefined {
	const chosen = textOf.call(this, 'sObject');
	const name = chosen === 'other' ? textOf.call(this, 'otherSObject') : chosen;
	return name === '' || name === 'fromRecords' ? undefined : name;
}

/** An expression over the items has no value in the editor yet, or fails. */
function textOf(this: ILoadOptionsFunctions, parameter: string): string {
	try {
		const value = this.getNodeParameter(parameter);
		return typeof value === 'string' ? value.trim() : '';
	} catch {
		return '';
	}
}
