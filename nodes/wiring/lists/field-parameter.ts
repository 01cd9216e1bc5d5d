import type { INodeProperties } from 'n8n-workflow';
import { commaSeparated } from '../parameter-values';
import * as fieldLists from './fields';

/** Which fields a parameter offers. */
export type FieldList = Exclude<keyof typeof fieldLists, 'chooseObjectFirst'>;

interface FieldParameter extends Partial<Omit<INodeProperties, 'type' | 'typeOptions'>> {
	readonly displayName: string;
	readonly name: string;
	/** Without a full stop. */
	readonly description: string;
	/** The method that lists them; the node has it among its `loadOptions`. */
	readonly list: FieldList;
}

/** Closes the description of whatever is chosen from the org. */
export const fromListOrTyped =
	'Choose from the list, or type the API name as an <a href="https://docs.n8n.io/code/expressions/">expression</a>.';

const dependsOnObject = ['authentication', 'sObject', 'otherSObject'];

/**
 * A field of the object, chosen from the org; a name that the list does not have is typed as an expression. The value is
 * the API name, as it is of a parameter that was typed before.
 */
export function fieldParameter({ list, description, ...rest }: FieldParameter): INodeProperties {
	return {
		default: '',
		...rest,
		type: 'options',
		typeOptions: { loadOptionsMethod: list, loadOptionsDependsOn: dependsOnObject },
		description: `${description}. ${fromListOrTyped}`,
	};
}

/** Several fields; `namesIn` reads its value, which an expression may give as a text with commas too. */
export function fieldsParameter({ list, description, ...rest }: FieldParameter): INodeProperties {
	return {
		default: [],
		...rest,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: list, loadOptionsDependsOn: dependsOnObject },
		description: `${description}. ${fromListOrTyped.replace('name', 'names, with commas,')}`,
	};
}

/** The names in a list, or in a text with commas; each once, without empty ones. */
export function namesIn(value: unknown): string[] {
	const names = Array.isArray(value)
		? value.flatMap((each) => commaSeparated(String(each ?? '')))
		: commaSeparated(String(value ?? ''));
	return [...new Set(names)];
}
